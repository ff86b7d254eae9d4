package ai.vivace.watermark.batch;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** What the ends of file names say of pictures; what a file really is, its bytes say. */
final class PictureKinds {
    private static final Set<String> KNOWN =
            Set.of("jpg", "jpeg", "jpe", "jfif", "png", "apng", "gif", "bmp", "dib", "tif", "tiff", "webp");

    /** Pictures that somebody would expect to be marked, but that cannot be written. */
    private static final Set<String> OTHERS = Set.of(
            "heic", "heif", "avif", "jxl", "jp2", "psd", "svg", "ico", "dng", "cr2", "cr3", "nef", "arw", "orf", "raf",
            "rw2");

    private PictureKinds() {}

    static boolean isKnown(Path file) {
        return KNOWN.contains(extension(file));
    }

    static boolean isOther(Path file) {
        return OTHERS.contains(extension(file));
    }

    /** What follows the last dot of a name, in small letters; empty without one. */
    static String extension(Path file) {
        String name = file.toString();
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }
}
