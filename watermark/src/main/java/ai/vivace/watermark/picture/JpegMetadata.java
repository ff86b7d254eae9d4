package ai.vivace.watermark.picture;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.JpegFile;
import ai.vivace.watermark.jpeg.JpegSegment;
import ai.vivace.watermark.jpeg.SegmentKind;
import ai.vivace.watermark.layer.Orientation;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
    static final int APP13 = 0xED;
    static final String EXIF = "Exif\0\0";
    static final String XMP = "http://ns.adobe.com/xap/1.0/\0";
    static final String ICC = "ICC_PROFILE\0";
    static final String PHOTOSHOP = "Photoshop 3.0\0";

    private static final int SOS = 0xDA;
    static final int LONGEST = 65_533;
    private static final Set<SegmentKind> LOOK =
            EnumSet.of(SegmentKind.JFIF, SegmentKind.ICC, SegmentKind.ADOBE, SegmentKind.STRUCTURE);

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

    private static Optional<byte[]> content(JpegFile file, SegmentKind kind, String name) {
        return first(file, kind).map(segment -> content(file, segment, name));
    }

    private static byte[] content(JpegFile file, JpegSegment segment, String name) {
        byte[] payload = file.payload(segment);
        return Arrays.copyOfRange(payload, Math.min(name.length(), payload.length), payload.length);
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

    /**
     * A file after what a policy asks.
     *
     * @param bytes of the file
     */
    static byte[] changed(byte[] bytes, JpegFile file, MetadataPolicy policy, Orientation orientation, Notes notes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 4096);
        Optional<byte[]> exif = exif(file, policy, orientation, notes);
        Optional<byte[]> xmp = policy.keepsAll() || policy.hasCredits()
                ? XmpPacket.credited(
                        policy.keepsAll() ? content(file, SegmentKind.XMP, XMP) : Optional.empty(), policy, notes)
                : Optional.empty();
        Optional<byte[]> photoshop = photoshop(file, policy, notes);
        List<Replacement> replacements = List.of(
                new Replacement(SegmentKind.EXIF, APP1, EXIF, exif),
                new Replacement(SegmentKind.XMP, APP1, XMP, xmp),
                new Replacement(SegmentKind.PHOTOSHOP, APP13, PHOTOSHOP, photoshop));
        Set<SegmentKind> done = EnumSet.noneOf(SegmentKind.class);
        boolean inserted = false;
        for (JpegSegment segment : file.segments()) {
            boolean head = segment.marker() == 0xD8 || segment.kind() == SegmentKind.JFIF;
            if (!head && !inserted) {
                for (Replacement replacement : replacements) {
                    if (first(file, replacement.kind).isEmpty()) {
                        replacement.write(out, notes);
                    }
                }
                inserted = true;
            }
            if (segment.marker() == SOS) {
                int end = policy.keepsAll() ? bytes.length : file.trailer();
                out.write(bytes, segment.position(), end - segment.position());
                return out.toByteArray();
            }
            Optional<Replacement> replacement = replacements.stream()
                    .filter(each -> each.kind == segment.kind())
                    .findFirst();
            if (replacement.isEmpty()) {
                if (policy.keepsAll() || LOOK.contains(segment.kind())) {
                    out.write(bytes, segment.position(), segment.end() - segment.position());
                }
            } else if (done.add(segment.kind())) {
                replacement.get().write(out, notes);
            } else if (segment.kind() == SegmentKind.EXIF && policy.keepsAll()) {
                // A second one is not Exif's usual block; nobody knows what it means.
                out.write(bytes, segment.position(), segment.end() - segment.position());
            }
        }
        throw new InputException("Expected pixels in the JPEG file, but found none.");
    }

    /** What all segments of a kind become. */
    private record Replacement(SegmentKind kind, int marker, String name, Optional<byte[]> content) {
        void write(ByteArrayOutputStream out, Notes notes) {
            content.ifPresent(bytes -> {
                if (kind == SegmentKind.PHOTOSHOP) {
                    writeParts(bytes, out);
                } else if (name.length() + bytes.length > LONGEST) {
                    notes.warn("The " + kind.name()
                            + " of the picture with the credits is longer than a JPEG can hold; " + "it is left out.");
                } else {
                    segment(marker, name, bytes, out);
                }
            });
        }

        /** Resources may go on in further segments. */
        private void writeParts(byte[] bytes, ByteArrayOutputStream out) {
            int most = LONGEST - name.length();
            for (int at = 0; at < bytes.length; at += most) {
                segment(marker, name, Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + most)), out);
            }
        }
    }

    private static Optional<byte[]> exif(JpegFile file, MetadataPolicy policy, Orientation orientation, Notes notes) {
        Optional<byte[]> block = content(file, SegmentKind.EXIF, EXIF);
        if (!policy.keepsAll() || block.isEmpty()) {
            return policy.keepsAll() && !policy.hasCredits()
                    ? Optional.empty()
                    : ExifBlock.credited(policy, orientation);
        }
        Optional<ExifBlock> exif = ExifBlock.of(block.get(), notes);
        byte[] changed = exif.map(each -> each.changed(policy, notes)).orElse(block.get());
        if (changed.length + EXIF.length() > LONGEST) {
            notes.warn("The Exif has no room for author and copyright in a JPEG; they are in XMP and IPTC.");
            return block;
        }
        return Optional.of(changed);
    }

    private static Optional<byte[]> photoshop(JpegFile file, MetadataPolicy policy, Notes notes) {
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        if (policy.keepsAll()) {
            for (JpegSegment segment : file.segments()) {
                if (segment.kind() == SegmentKind.PHOTOSHOP) {
                    before.writeBytes(content(file, segment, PHOTOSHOP));
                }
            }
        }
        if (!policy.hasCredits()) {
            return before.size() == 0 ? Optional.empty() : Optional.of(before.toByteArray());
        }
        try {
            return Optional.of(IptcFields.credited(before.toByteArray(), policy, notes));
        } catch (InputException e) {
            notes.warn(
                    "The IPTC fields are malformed and are kept as they are, without the credits: " + e.getMessage());
            return Optional.of(before.toByteArray());
        }
    }

    /** Writes a segment. */
    static void segment(int marker, String name, byte[] content, ByteArrayOutputStream out) {
        int length = 2 + name.length() + content.length;
        out.writeBytes(new byte[] {(byte) 0xFF, (byte) marker, (byte) (length >> 8), (byte) length});
        out.writeBytes(name.getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(content);
    }

    /** The segments of a profile. */
    static void profile(byte[] icc, ByteArrayOutputStream out) {
        int most = LONGEST - ICC.length() - 2;
        List<byte[]> parts = new ArrayList<>();
        for (int at = 0; at < icc.length; at += most) {
            parts.add(Arrays.copyOfRange(icc, at, Math.min(icc.length, at + most)));
        }
        for (int i = 0; i < parts.size() && parts.size() < 256; i++) {
            segment(APP2, ICC + (char) (i + 1) + (char) parts.size(), parts.get(i), out);
        }
    }
}
