package ai.vivace.vision.picture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A format of picture files, told by how a file begins and not by its name. */
public enum PictureFormat {
    /** Photos; also arithmetic, progressive and CMYK ones. */
    JPEG("jpg", "jpeg", "jpe", "jfif"),
    /** Of an animated one the picture that stands for it. */
    PNG("png", "apng"),
    /** Of an animated one the first frame. */
    GIF("gif"),
    BMP("bmp", "dib"),
    /** Of several pages the first. */
    TIFF("tif", "tiff"),
    /** Of an animated one the first frame. */
    WEBP("webp");

    /** Between commas, which no ending has in it. */
    private final String extensions;

    PictureFormat(String... extensions) {
        this.extensions = "," + String.join(",", extensions) + ",";
    }

    /** Whether a file's name ends like that of a picture in a known format, in any case. */
    public static boolean isNamedLikeOne(Path file) {
        String name = file.toString();
        String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values()).anyMatch(format -> format.extensions.contains("," + extension + ","));
    }

    /** The format of a file that begins so; empty when it is none of these. */
    static Optional<PictureFormat> of(byte[] file) {
        if (begins(file, 0, 0xFF, 0xD8, 0xFF)) {
            return Optional.of(JPEG);
        }
        if (begins(file, 0, 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A)) {
            return Optional.of(PNG);
        }
        if (begins(file, 0, 'G', 'I', 'F', '8')) {
            return Optional.of(GIF);
        }
        if (begins(file, 0, 'I', 'I', 42, 0) || begins(file, 0, 'M', 'M', 0, 42)) {
            return Optional.of(TIFF);
        }
        if (begins(file, 0, 'R', 'I', 'F', 'F') && begins(file, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(WEBP);
        }
        return begins(file, 0, 'B', 'M') ? Optional.of(BMP) : Optional.empty();
    }

    /** What a file of no known format seems to be, with what to do; empty when it says nothing. */
    static String hint(byte[] file) {
        if (file.length == 0) {
            return " It is empty.";
        }
        if (begins(file, 4, 'f', 't', 'y', 'p') && file.length >= 12) {
            String brand = new String(file, 8, 4, StandardCharsets.ISO_8859_1);
            return brand.startsWith("avif") || brand.startsWith("avis")
                    ? " It is an AVIF; convert it to JPEG or PNG first."
                    : " It is a HEIC or another file of that family; convert it to JPEG or PNG first.";
        }
        return begins(file, 0, '<') ? " It is text, such as a web page or an SVG." : "";
    }

    private static boolean begins(byte[] file, int at, int... values) {
        if (file.length < at + values.length) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            if ((file[at + i] & 0xFF) != values[i]) {
                return false;
            }
        }
        return true;
    }
}
