package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import java.util.List;

/** Formats that are recognised only to be refused by name. */
final class Refused {
    private static final String EXPORT = "Export it as PNG, TIFF or JPEG first.";

    /** What a file has at a place, and what that means. */
    private record Sign(int at, String text, String name, String advice) {}

    private static final List<Sign> SIGNS = List.of(
            new Sign(4, "ftypheic", "a HEIC picture", EXPORT),
            new Sign(4, "ftypheix", "a HEIC picture", EXPORT),
            new Sign(4, "ftyphevc", "a HEIC sequence", EXPORT),
            new Sign(4, "ftypmif1", "a HEIF picture", EXPORT),
            new Sign(4, "ftypmsf1", "a HEIF sequence", EXPORT),
            new Sign(4, "ftypavif", "an AVIF picture", EXPORT),
            new Sign(4, "ftypavis", "an AVIF sequence", EXPORT),
            new Sign(4, "ftypcrx ", "a raw photo (CR3)", "Develop it first."),
            new Sign(4, "ftyp", "a video", "Only still pictures and animated GIF are marked."),
            new Sign(0, "\u001AE\u00DF\u00A3", "a video", "Only still pictures and animated GIF are marked."),
            new Sign(0, "8BPS", "a Photoshop file (PSD)", EXPORT),
            new Sign(0, "8BPB", "a Photoshop file (PSB)", EXPORT),
            new Sign(0, "gimp xcf", "a GIMP file (XCF)", EXPORT),
            new Sign(0, "%PDF", "a PDF document", "Export its pages as pictures first."),
            new Sign(0, "%!PS", "a PostScript file", EXPORT),
            new Sign(0, "<svg", "an SVG drawing", "It can be a logo; as a picture to mark, export it as PNG first."),
            new Sign(
                    0,
                    "<?xml",
                    "an XML file, perhaps SVG",
                    "An SVG drawing can be a logo; to mark it, export it as PNG."),
            new Sign(0, "<!DOCTYPE", "a web page", "Was the link to the picture right?"),
            new Sign(0, "<html", "a web page", "Was the link to the picture right?"),
            new Sign(0, "\0\0\0\fjP  ", "a JPEG 2000 picture", EXPORT),
            new Sign(0, "\u00FFO\u00FFQ", "a JPEG 2000 stream", EXPORT),
            new Sign(0, "\0\0\0\fJXL ", "a JPEG XL picture", EXPORT),
            new Sign(0, "\u00FF\n", "a JPEG XL stream", EXPORT),
            new Sign(0, "FUJIFILM", "a raw photo (RAF)", "Develop it first."),
            new Sign(0, "\0\0\u0001\0", "an icon (ICO)", EXPORT),
            new Sign(0, "v/1\u0001", "an OpenEXR picture", EXPORT),
            new Sign(0, "#?RADIANCE", "a Radiance picture (HDR)", EXPORT),
            new Sign(0, "qoif", "a QOI picture", EXPORT),
            new Sign(0, "II\u00BC\u0001", "a JPEG XR picture", EXPORT),
            new Sign(0, "IIU\0", "a raw photo (RW2)", "Develop it first."),
            new Sign(0, "IIRO", "a raw photo (ORF)", "Develop it first."),
            new Sign(0, "RIFF", "a sound or a video (RIFF)", "Only pictures are marked."),
            new Sign(0, "PK\u0003\u0004", "a ZIP archive", "Unpack it first."));

    private Refused() {}

    /** What to say about a file that is no picture we read. */
    static InputException of(byte[] file) {
        for (Sign sign : SIGNS) {
            if (PictureFormat.starts(file, sign.at, sign.text)) {
                return new InputException("Expected a JPEG, PNG, GIF, BMP, TIFF or WebP picture, but this is "
                        + sign.name + ". " + sign.advice);
            }
        }
        StringBuilder begin = new StringBuilder();
        for (int i = 0; i < Math.min(8, file.length); i++) {
            begin.append(i == 0 ? "" : " ").append(Character.forDigit(file[i] >> 4 & 15, 16));
            begin.append(Character.forDigit(file[i] & 15, 16));
        }
        return new InputException("Expected a JPEG, PNG, GIF, BMP, TIFF or WebP picture, but the file's "
                + (file.length == 1 ? "one byte is " : file.length + " bytes begin with ") + begin
                + ", which is none of them.");
    }
}
