package ai.vivace.watermark.jpeg;

import ai.vivace.base.InputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Changes to the metadata of a JPEG. Immutable: each change gives another object, and {@link #write} a file in which everything else is byte for
 * byte what it was.
 */
public final class JpegSegments {
    private static final int MOST_BYTES = 65_533;
    /** Before a part of an ICC profile: its number and how many there are. */
    private static final int ICC_NUMBERS = 2;

    private static final int MOST_PARTS = 255;

    /** What may be taken out or replaced; the picture can be decoded without it. */
    private static final Set<SegmentKind> METADATA =
            EnumSet.complementOf(EnumSet.of(SegmentKind.JFIF, SegmentKind.ADOBE, SegmentKind.STRUCTURE));

    /** What can be written. */
    private static final Set<SegmentKind> CONTENTS =
            EnumSet.of(SegmentKind.EXIF, SegmentKind.XMP, SegmentKind.ICC, SegmentKind.PHOTOSHOP, SegmentKind.COMMENT);

    private final JpegFile file;
    private final Set<SegmentKind> removed;
    private final Map<SegmentKind, List<byte[]>> added;
    private final boolean trailer;

    private JpegSegments(
            JpegFile file, Set<SegmentKind> removed, Map<SegmentKind, List<byte[]>> added, boolean trailer) {
        this.file = file;
        this.removed = removed;
        this.added = added;
        this.trailer = trailer;
    }

    /** A file as it is. */
    public static JpegSegments of(JpegFile file) {
        return new JpegSegments(file, EnumSet.noneOf(SegmentKind.class), new EnumMap<>(SegmentKind.class), true);
    }

    /**
     * What a file has of a kind, without marker, length and signature; parts are joined.
     *
     * @param kind for EXIF the TIFF structure, for XMP the packet, for ICC the profile, for PHOTOSHOP the resources, for COMMENT all comments
     */
    public static Optional<byte[]> content(JpegFile file, SegmentKind kind) {
        List<JpegSegment> parts = new ArrayList<>();
        for (JpegSegment segment : file.segments()) {
            if (segment.kind() == kind) {
                parts.add(segment);
            }
        }
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        int skipped = kind.signature().length + (kind == SegmentKind.ICC ? ICC_NUMBERS : 0);
        if (kind == SegmentKind.ICC) {
            int number = kind.signature().length;
            parts.sort((first, second) -> Integer.compare(byteAt(file, first, number), byteAt(file, second, number)));
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (JpegSegment part : parts) {
            byte[] payload = file.payload(part);
            joined.write(payload, Math.min(skipped, payload.length), Math.max(0, payload.length - skipped));
        }
        return Optional.of(joined.toByteArray());
    }

    private static int byteAt(JpegFile file, JpegSegment segment, int place) {
        return place < segment.length() ? file.bytes()[segment.payload() + place] & 0xFF : 0;
    }

    /**
     * Without segments of some kinds, wherever they stand.
     *
     * @param kinds none of {@link SegmentKind#JFIF}, {@link SegmentKind#ADOBE} and {@link SegmentKind#STRUCTURE}, which decoders need
     */
    public JpegSegments without(Collection<SegmentKind> kinds) {
        for (SegmentKind kind : kinds) {
            InputException.require(
                    METADATA.contains(kind),
                    () -> "One of " + METADATA + " can be taken out of a JPEG, but came " + kind + ".");
        }
        Set<SegmentKind> more = EnumSet.copyOf(removed);
        Map<SegmentKind, List<byte[]>> left = new EnumMap<>(added);
        more.addAll(kinds);
        left.keySet().removeAll(kinds);
        return new JpegSegments(file, more, left, trailer);
    }

    /** Without what follows the end of the picture. */
    public JpegSegments withoutTrailer() {
        return new JpegSegments(file, removed, added, false);
    }

    /**
     * With a content instead of all that the file has of the kind. An Exif structure and an XMP packet have to fit into one segment; the parts of a
     * longer packet that the file may have ({@link SegmentKind#EXTENDED_XMP}) are not touched.
     *
     * @param kind EXIF, XMP, ICC, PHOTOSHOP or COMMENT
     * @param content without signature
     */
    public JpegSegments with(SegmentKind kind, byte[] content) {
        InputException.require(
                CONTENTS.contains(kind),
                () -> "One of " + CONTENTS + " can be written to a JPEG, but came " + kind + ".");
        boolean split = kind == SegmentKind.ICC || kind == SegmentKind.PHOTOSHOP;
        int room = MOST_BYTES - kind.signature().length - (kind == SegmentKind.ICC ? ICC_NUMBERS : 0);
        int parts = Math.max(1, (content.length + room - 1) / room);
        InputException.require(
                parts <= (split ? MOST_PARTS : 1),
                () -> "A JPEG takes at most " + (split ? MOST_PARTS * (long) room : room) + " bytes of " + kind
                        + ", but came " + content.length + ". Make it shorter.");
        List<byte[]> segments = new ArrayList<>();
        for (int part = 0; part < parts; part++) {
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            payload.writeBytes(kind.signature());
            if (kind == SegmentKind.ICC) {
                payload.write(part + 1);
                payload.write(parts);
            }
            payload.writeBytes(Arrays.copyOfRange(content, part * room, Math.min(content.length, (part + 1) * room)));
            segments.add(Headers.segment(kind.marker(), payload.toByteArray()));
        }
        Map<SegmentKind, List<byte[]>> more = new EnumMap<>(added);
        more.put(kind, segments);
        Set<SegmentKind> less = EnumSet.copyOf(removed);
        less.add(kind);
        return new JpegSegments(file, less, more, trailer);
    }

    /** With a comment, in UTF-8, instead of those that the file has. */
    public JpegSegments withComment(String text) {
        return with(SegmentKind.COMMENT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** The file with the changes. New segments stand where those of their kind stood, or else behind those that have to come before. */
    public byte[] write() {
        byte[] from = file.bytes();
        BitWriter out = new BitWriter(from.length);
        int end = trailer ? from.length : file.trailer();
        int at = 0;
        for (JpegSegment segment : file.segments()) {
            if (removed.contains(segment.kind())) {
                out.bytes(from, at, segment.position());
                at = segment.end();
            }
            for (Map.Entry<SegmentKind, List<byte[]>> entry : added.entrySet()) {
                if (placeOf(entry.getKey()) == segment.position()) {
                    out.bytes(from, at, Math.max(at, segment.end()));
                    at = segment.end();
                    entry.getValue().forEach(out::bytes);
                }
            }
        }
        out.bytes(from, at, end);
        byte[] bytes = out.toBytes();
        if (trailer) {
            MultiPicture.correct(file, bytes);
        }
        return bytes;
    }

    /** The place of the segment behind which those of a kind come. */
    private int placeOf(SegmentKind kind) {
        int place = 0;
        for (JpegSegment segment : file.segments()) {
            if (segment.kind() == kind) {
                return segment.position();
            }
        }
        for (JpegSegment segment : file.segments()) {
            if (segment.kind() == SegmentKind.STRUCTURE && segment.marker() != Markers.SOI) {
                return place;
            }
            if (segment.kind().compareTo(kind) < 0) {
                place = segment.position();
            }
        }
        return place;
    }
}
