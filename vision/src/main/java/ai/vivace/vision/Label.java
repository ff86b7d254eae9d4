package ai.vivace.vision;

import ai.vivace.base.InputException;
import ai.vivace.data.Task;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Where the pictures of a data set are listed, and what is known of each: the folder it lies in, its name, a row of a table, a mask, boxes or
 * points. {@link Masks}, {@link Boxes}, {@link Points} and {@link TableLabels} are labels too, and so is any function from a folder to a listing.
 */
@FunctionalInterface
public interface Label {
    /**
     * Lists pictures without reading them.
     *
     * @param root the folder that the data are in
     * @throws InputException when something is missing or does not fit; it names the file, and the place in it
     */
    PictureListing list(Path root);

    /**
     * The name of the folder that a picture lies in:
     *
     * <pre>{@code
     * pets/cat/1.jpg, pets/cat/2.jpg, pets/dog/1.jpg …            one set, to be split
     * pets/train/cat/1.jpg, …, pets/valid/cat/9.jpg, …            split by its folders
     * }</pre>
     *
     * Classes and pictures are in alphabetical order, whatever the operating system lists first; names with a dot in front are left out;
     * pictures may lie deeper inside a class's folder. Held-out folders may be called {@code valid}, {@code val}, {@code validation} or {@code
     * test}; the first of these that is there is what a model is judged by.
     */
    static Label parentFolder() {
        return FolderListing::of;
    }

    /**
     * What a regular expression finds in a picture's path, as in {@code Label.matching("(.+)_\\d+\\.jpg")} for {@code great_pyrenees_173.jpg}: its
     * first group, or all that it matches when it has none.
     *
     * @param pattern must be found somewhere in the path under the root, written with slashes
     * @throws InputException when it is no regular expression
     */
    static Label matching(String pattern) {
        try {
            Pattern compiled = Pattern.compile(pattern);
            return root -> NameListing.of(root, compiled);
        } catch (PatternSyntaxException e) {
            throw new InputException("\"" + pattern + "\" is no regular expression: " + e.getDescription() + ".", e);
        }
    }

    /** Nothing: all pictures in the folder, however deep, for what learns from pictures alone. */
    static Label nothing() {
        return root -> PictureListing.of(
                new Task.MultiLabel(List.of("picture")),
                PictureTree.somePictures(root).stream()
                        .map(file -> new PictureListing.Entry(file, new Target.Classes(List.of()), ""))
                        .toList());
    }

    /** A CSV file with a row for each picture. */
    static TableLabels table(Path file) {
        return TableLabels.of(file);
    }
}
