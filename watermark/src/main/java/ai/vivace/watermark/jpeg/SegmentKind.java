package ai.vivace.watermark.jpeg;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What a segment has for content. */
public enum SegmentKind {
    /** The JFIF header or its extension, in APP0. */
    JFIF(Markers.APP0, "JF"),
    /** Exif, in APP1: a TIFF structure. */
    EXIF(Markers.APP0 + 1, "Exif\0\0"),
    /** An XMP packet, in APP1. */
    XMP(Markers.APP0 + 1, "http://ns.adobe.com/xap/1.0/\0"),
    /** A part of an XMP packet that is too long for one segment, in APP1. */
    EXTENDED_XMP(Markers.APP0 + 1, "http://ns.adobe.com/xmp/extension/\0"),
    /** A part of an ICC colour profile, in APP2. */
    ICC(Markers.APP0 + 2, "ICC_PROFILE\0"),
    /** The index of several pictures in one file, in APP2 (CIPA DC-007). */
    MULTI_PICTURE(Markers.APP0 + 2, "MPF\0"),
    /** JUMBF boxes, in APP11: such as a C2PA manifest. */
    JUMBF(Markers.APP0 + 11, "JP"),
    /** Photoshop's resources, in APP13: IPTC fields among them. */
    PHOTOSHOP(Markers.APP0 + 13, "Photoshop 3.0\0"),
    /** Adobe's colour transform, in APP14. Decoders need it. */
    ADOBE(Markers.APP0 + 14, "Adobe"),
    /** A comment. */
    COMMENT(Markers.COM, ""),
    /** Any other application segment. */
    APPLICATION(-1, ""),
    /** Tables and headers without which there is no picture. */
    STRUCTURE(-1, "");

    private final int marker;
    private final String signature;

    SegmentKind(int marker, String signature) {
        this.marker = marker;
        this.signature = signature;
    }

    static SegmentKind of(int marker, byte[] bytes, int payload, int end) {
        for (SegmentKind kind : values()) {
            byte[] signature = kind.signature();
            int behind = payload + signature.length;
            if (kind.marker == marker
                    && behind <= end
                    && Arrays.equals(bytes, payload, behind, signature, 0, signature.length)) {
                return kind;
            }
        }
        return marker >= Markers.APP0 && marker <= Markers.APP15 ? APPLICATION : STRUCTURE;
    }

    /** The marker of segments of a kind that has one. */
    int marker() {
        return marker;
    }

    /** The bytes with which the payload begins. */
    byte[] signature() {
        return signature.getBytes(StandardCharsets.US_ASCII);
    }
}
