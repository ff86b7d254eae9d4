package ai.vivace.watermark.batch;

import java.nio.file.Path;
import java.util.List;

/**
 * What {@link Inputs} stand for.
 *
 * @param pictures each once; those of one argument in the order of their paths, compared name by name and letter by letter
 * @param home the folder of the first argument: itself, what a pattern starts from, or a file's
 * @param unreadable folders that may not be read, each with the reason; what is in them is not among the pictures
 * @param leftOut how many files with the names of pictures of other kinds, such as HEIC or camera raw, lie in the folders
 */
public record FoundPictures(List<InputPicture> pictures, Path home, List<String> unreadable, int leftOut) {
    public FoundPictures {
        pictures = List.copyOf(pictures);
        unreadable = List.copyOf(unreadable);
    }
}
