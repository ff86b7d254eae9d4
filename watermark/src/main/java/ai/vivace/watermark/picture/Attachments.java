package ai.vivace.watermark.picture;

import java.util.Optional;

/**
 * What a file carries besides pixels, each as the bytes that its standard defines, without the wrapping of the format. Not copied: leave the arrays
 * alone.
 *
 * @param icc a colour profile
 * @param exif a TIFF structure with the tags of Exif, from its byte order on
 * @param xmp an XMP packet, in UTF-8
 */
public record Attachments(Optional<byte[]> icc, Optional<byte[]> exif, Optional<byte[]> xmp) {
    /** Of a file that carries nothing. */
    public static final Attachments NONE = new Attachments(Optional.empty(), Optional.empty(), Optional.empty());
}
