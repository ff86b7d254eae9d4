package ai.vivace.cli;

import ai.vivace.base.InputException;
import ai.vivace.vision.picture.PngFile;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The folder that answers are drawn into: a PNG file for each picture, called as the picture is. */
final class DrawingFolder {
    private final Path folder;
    private final Set<String> taken = new HashSet<>();

    private DrawingFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * A folder; it comes to be with the first drawing.
     *
     * @param pictures what will be drawn on
     * @param option that names the folder
     * @throws InputException when nothing can be written there, or one of the pictures would be overwritten
     */
    static DrawingFolder of(Path folder, List<Path> pictures, String option) {
        RunFolder.checkWritable(folder.resolve("picture.png"), option);
        Path own = folder.toAbsolutePath().normalize();
        pictures.stream()
                .filter(picture ->
                        own.equals(picture.toAbsolutePath().normalize().getParent()))
                .findFirst()
                .ifPresent(picture -> {
                    throw new InputException("Drawings are called as pictures are, so " + picture
                            + " might be overwritten. Choose another folder with " + option + ".");
                });
        return new DrawingFolder(folder);
    }

    /** Writes a drawing of a picture, and says where. */
    Path write(BufferedImage drawing, Path picture) {
        Path file = folder.resolve(name(picture));
        PngFile.write(drawing, file);
        return file;
    }

    /** A picture's name; of a second one of that name, from another folder, with a number. */
    private String name(Path picture) {
        String stem = stem(picture);
        String name = stem + ".png";
        for (int i = 2; !taken.add(name); i++) {
            name = stem + "-" + i + ".png";
        }
        return name;
    }

    /** A file's name without its ending. */
    static String stem(Path picture) {
        Path last = picture.getFileName();
        String name = last == null ? "picture" : last.toString();
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }
}
