package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** File formats of pictures, known by how files begin, never by their names. */
public enum PictureFormat {
    JPEG("jpg", "jpeg", "jpe", "jfif"),
    PNG("png", "apng"),
    GIF("gif"),
    BMP("bmp", "dib"),
    TIFF("tif", "tiff"),
    /** Read only: a marked picture is written as another format. */
    WEBP("webp");

    private final String extensions;

    PictureFormat(String... extensions) {
        this.extensions = String.join(" ", extensions);
    }

    /** How file names end, without the dot, in lower case; the usual one first. */
    public List<String> extensions() {
        return List.of(extensions.split(" "));
    }

    /** Whether there is a writer for it. */
    public boolean isWritable() {
        return this != WEBP;
    }

    /**
     * The format whose files usually have a name like this.
     *
     * @param name of a file, perhaps with folders
     * @return nothing for another or no ending
     */
    public static Optional<PictureFormat> ofName(String name) {
        String end = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        for (PictureFormat format : values()) {
            if (format.extensions().contains(end)) {
                return Optional.of(format);
            }
        }
        return Optional.empty();
    }

    /**
     * The format of a file's bytes.
     *
     * @throws InputException when it is none of these; a format that is known but not read is named, with advice
     */
    public static PictureFormat of(byte[] file) {
        InputException.require(
                file.length > 0, () -> "Expected a picture, but the file is empty. Was it copied to its end?");
        if (starts(file, 0, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (starts(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return PNG;
        }
        if (starts(file, 0, "GIF87a") || starts(file, 0, "GIF89a")) {
            return GIF;
        }
        if (starts(file, 0, "RIFF") && starts(file, 8, "WEBP")) {
            return WEBP;
        }
        if (starts(file, 0, 'I', 'I', 42, 0)
                || starts(file, 0, 'M', 'M', 0, 42)
                || starts(file, 0, 'I', 'I', 43, 0)
                || starts(file, 0, 'M', 'M', 0, 43)) {
            return TIFF;
        }
        if (starts(file, 0, "BM") && file.length >= 18 && starts(file, 15, 0, 0, 0)) {
            return BMP;
        }
        throw Refused.of(file);
    }

    static boolean starts(byte[] file, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        if (file.length - at < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if (file[at + i] != bytes[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean starts(byte[] file, int at, int... bytes) {
        if (file.length - at < bytes.length) {
            return false;
        }
        for (int i = 0; i < bytes.length; i++) {
            if ((file[at + i] & 255) != bytes[i]) {
                return false;
            }
        }
        return true;
    }
}
