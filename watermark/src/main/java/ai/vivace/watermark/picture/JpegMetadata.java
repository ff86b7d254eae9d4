package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.JpegFile;
import ai.vivace.watermark.jpeg.JpegSegment;
import ai.vivace.watermark.jpeg.JpegSegments;
import ai.vivace.watermark.jpeg.SegmentKind;
import ai.vivace.watermark.layer.Orientation;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The segments of a JPEG that are not needed for its pixels. */
final class JpegMetadata {
    static final int APP1 = 0xE1;
    static final int APP2 = 0xE2;
    static final String EXIF = "Exif\0\0";
    static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    static final String ICC = "ICC_PROFILE\0";

    /** What the look of pixels does not depend on. */
    private static final Set<SegmentKind> NOT_LOOK = EnumSet.of(
            SegmentKind.EXIF,
            SegmentKind.XMP,
            SegmentKind.EXTENDED_XMP,
            SegmentKind.MULTI_PICTURE,
            SegmentKind.JUMBF,
            SegmentKind.PHOTOSHOP,
            SegmentKind.COMMENT,
            SegmentKind.APPLICATION);

    private JpegMetadata() {}

    /** Profile, Exif and XMP of payloads of APP1 and APP2. */
    static Attachments attachments(List<byte[]> payloads) {
        return new Attachments(profile(payloads), content(payloads, EXIF), content(payloads, XMP));
    }

    private static Optional<byte[]> content(List<byte[]> payloads, String name) {
        return payloads.stream()
                .filter(payload -> PictureFormat.starts(payload, 0, name))
                .findFirst()
                .map(payload -> Arrays.copyOfRange(payload, name.length(), payload.length));
    }

    /** A profile may be in several segments, which are numbered. */
    private static Optional<byte[]> profile(List<byte[]> payloads) {
        Map<Integer, byte[]> parts = new TreeMap<>();
        int count = 0;
        for (byte[] payload : payloads) {
            if (PictureFormat.starts(payload, 0, ICC) && payload.length >= ICC.length() + 2) {
                count = payload[ICC.length() + 1] & 255;
                parts.put(payload[ICC.length()] & 255, Arrays.copyOfRange(payload, ICC.length() + 2, payload.length));
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 1; i <= count; i++) {
            byte[] part = parts.get(i);
            if (part == null) {
                return Optional.empty();
            }
            out.writeBytes(part);
        }
        return count == 0 ? Optional.empty() : Optional.of(out.toByteArray());
    }

    private static Optional<JpegSegment> first(JpegFile file, SegmentKind kind) {
        return file.segments().stream()
                .filter(segment -> segment.kind() == kind)
                .findFirst();
    }

    /** The density that JFIF says. */
    static Optional<Resolution> resolution(JpegFile file) {
        return first(file, SegmentKind.JFIF)
                .filter(segment -> segment.length() >= 12)
                .flatMap(segment -> {
                    Bytes bytes = Bytes.big(file.payload(segment), "JFIF segment");
                    int unit = bytes.u8(7);
                    double inch = unit == 1 ? 1 : 2.54;
                    return (unit == 1 || unit == 2) && bytes.u16(8) > 0 && bytes.u16(10) > 0
                            ? Optional.of(new Resolution(bytes.u16(8) * inch, bytes.u16(10) * inch))
                            : Optional.empty();
                });
    }

    /** Says what becomes untrue when pixels change. */
    static void warn(JpegFile file, MetadataPolicy policy, Notes notes) {
        if (first(file, SegmentKind.JUMBF).isPresent()) {
            notes.warn("The picture has a C2PA manifest or another JUMBF box, which marking makes invalid. It "
                    + (policy.keepsAll() ? "is kept; sign the marked picture anew." : "was taken out."));
        }
        if (policy.keepsAll() && first(file, SegmentKind.MULTI_PICTURE).isPresent()) {
            notes.add("The file has further pictures behind the first, such as a gain map or a preview;"
                    + " they are kept and not marked.");
        }
    }

    /** The file after what a policy asks. */
    static byte[] changed(JpegFile file, MetadataPolicy policy, Orientation orientation, Notes notes) {
        JpegSegments segments = JpegSegments.of(file);
        if (!policy.keepsAll()) {
            segments = segments.without(NOT_LOOK).withoutTrailer();
        }
        segments = with(segments, file, policy, SegmentKind.EXIF, exif(file, policy, orientation, notes), notes);
        if (policy.hasCredits()) {
            Optional<byte[]> before =
                    policy.keepsAll() ? JpegSegments.content(file, SegmentKind.XMP) : Optional.empty();
            Optional<byte[]> xmp = XmpPacket.credited(before, policy, notes);
            segments = with(segments, file, policy, SegmentKind.XMP, xmp, notes);
            segments = with(segments, file, policy, SegmentKind.PHOTOSHOP, photoshop(file, policy, notes), notes);
        }
        return segments.write();
    }

    /** With a content, unless the file has the same. */
    private static JpegSegments with(
            JpegSegments segments,
            JpegFile file,
            MetadataPolicy policy,
            SegmentKind kind,
            Optional<byte[]> content,
            Notes notes) {
        Optional<byte[]> there = policy.keepsAll() ? JpegSegments.content(file, kind) : Optional.empty();
        if (content.isEmpty() || (there.isPresent() && Arrays.equals(there.get(), content.get()))) {
            return segments;
        }
        try {
            return segments.with(kind, content.get());
        } catch (InputException e) {
            notes.warn("The credits are not entered in " + kind + ": " + e.getMessage());
            return segments;
        }
    }

    private static Optional<byte[]> exif(JpegFile file, MetadataPolicy policy, Orientation orientation, Notes notes) {
        Optional<byte[]> block = JpegSegments.content(file, SegmentKind.EXIF);
        if (policy.keepsAll() && block.isPresent()) {
            return ExifBlock.of(block.get(), notes).map(exif -> exif.changed(policy, notes));
        }
        return policy.keepsAll() && !policy.hasCredits() ? Optional.empty() : ExifBlock.credited(policy, orientation);
    }

    private static Optional<byte[]> photoshop(JpegFile file, MetadataPolicy policy, Notes notes) {
        Optional<byte[]> before =
                policy.keepsAll() ? JpegSegments.content(file, SegmentKind.PHOTOSHOP) : Optional.empty();
        try {
            return Optional.of(IptcFields.credited(before.orElse(new byte[0]), policy, notes));
        } catch (InputException e) {
            notes.warn(
                    "The IPTC fields are malformed and are kept as they are, without the credits: " + e.getMessage());
            return before;
        }
    }
}
