package ai.vivace.watermark.batch;

import java.nio.file.Path;

/** Where what comes of pictures goes. */
public sealed interface Destination {
    /** Beside each picture. */
    record Beside(NamePattern pattern) implements Destination {}

    /** Into a folder, in which the folders of the pictures are made again. */
    record Folder(Path folder, NamePattern pattern) implements Destination {}

    /** To a file; for one picture. */
    record SingleFile(Path file) implements Destination {}

    /** In the place of each picture, which is lost. */
    record InPlace() implements Destination {}

    /** Beside each picture, named {@code {name}-marked.{extension}}. */
    static Destination beside() {
        return new Beside(NamePattern.MARKED);
    }

    /** Into a folder, with the pictures' own names. */
    static Destination folder(Path folder) {
        return new Folder(folder, NamePattern.SAME);
    }

    /** To a file; for one picture. */
    static Destination file(Path file) {
        return new SingleFile(file);
    }

    /** In the place of each picture, which is lost: a new file is written whole beside it and moved over it in one step. */
    static Destination inPlace() {
        return new InPlace();
    }
}
