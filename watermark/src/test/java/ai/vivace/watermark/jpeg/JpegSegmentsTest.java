package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.watermark.jpeg.Pictures.Kind;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JpegSegmentsTest {
    private static final byte[] PLAIN = Kind.QUARTER.file(40, 30, 1);

    private static byte[] bytes(int length) {
        Rng rng = Rng.of(length);
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) rng.nextInt(256);
        }
        return bytes;
    }

    private static List<String> names(byte[] file) {
        return JpegFile.read(file).segments().stream()
                .map(segment -> segment.kind() == SegmentKind.STRUCTURE
                        ? segment.name()
                        : segment.kind().name())
                .toList();
    }

    private static byte[] full() {
        return JpegSegments.of(JpegFile.read(PLAIN))
                .withComment("first")
                .with(SegmentKind.PHOTOSHOP, bytes(100))
                .with(SegmentKind.ICC, bytes(150_000))
                .with(SegmentKind.XMP, bytes(2000))
                .with(SegmentKind.EXIF, bytes(300))
                .write();
    }

    @Test
    void newSegmentsStandInTheOrderThatReadersExpect() {
        assertThat(names(full()))
                .containsExactly(
                        "SOI",
                        "JFIF",
                        "EXIF",
                        "XMP",
                        "ICC",
                        "ICC",
                        "ICC",
                        "PHOTOSHOP",
                        "COMMENT",
                        "DQT",
                        "DQT",
                        "SOF0",
                        "DHT",
                        "SOS",
                        "EOI");
    }

    @ParameterizedTest
    @EnumSource(
            value = SegmentKind.class,
            names = {"EXIF", "XMP", "ICC", "PHOTOSHOP", "COMMENT"})
    void aContentComesBackAndIsReplacedWhereItStood(SegmentKind kind) {
        JpegFile file = JpegFile.read(full());
        byte[] content = bytes(777);

        byte[] written = JpegSegments.of(file).with(kind, content).write();

        assertThat(JpegSegments.content(JpegFile.read(written), kind).orElseThrow())
                .isEqualTo(content);
        assertThat(names(written).stream().distinct())
                .isEqualTo(names(full()).stream().distinct().toList());
        for (SegmentKind other : List.of(SegmentKind.EXIF, SegmentKind.XMP, SegmentKind.ICC, SegmentKind.PHOTOSHOP)) {
            if (other != kind) {
                assertThat(JpegSegments.content(JpegFile.read(written), other).orElseThrow())
                        .isEqualTo(JpegSegments.content(file, other).orElseThrow());
            }
        }
    }

    @Test
    void aLongProfileIsSplitAndJoined() {
        assertThat(JpegSegments.content(JpegFile.read(full()), SegmentKind.ICC).orElseThrow())
                .isEqualTo(bytes(150_000));
    }

    @Test
    void whatIsTakenOutLeavesTheRestByteForByte() {
        JpegFile file = JpegFile.read(full());

        byte[] stripped = JpegSegments.of(file)
                .without(List.of(
                        SegmentKind.EXIF, SegmentKind.XMP, SegmentKind.ICC, SegmentKind.PHOTOSHOP, SegmentKind.COMMENT))
                .write();

        assertThat(stripped).isEqualTo(PLAIN);
        assertThat(JpegSegments.of(file).write()).isEqualTo(full());
    }

    @Test
    void whatFollowsThePictureStaysOrGoes() {
        byte[] longer = Arrays.copyOf(PLAIN, PLAIN.length + 50);
        JpegFile file = JpegFile.read(longer);

        assertThat(JpegSegments.of(file).write()).isEqualTo(longer);
        assertThat(JpegSegments.of(file).withoutTrailer().write()).isEqualTo(PLAIN);
    }

    @Test
    void whatDecodersNeedCannotBeTakenOutAndTooMuchNotPutIn() {
        JpegSegments segments = JpegSegments.of(JpegFile.read(PLAIN));

        assertThatThrownBy(() -> segments.without(List.of(SegmentKind.ADOBE)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("ADOBE");
        assertThatThrownBy(() -> segments.with(SegmentKind.JUMBF, new byte[4]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("JUMBF");
        assertThatThrownBy(() -> segments.with(SegmentKind.XMP, new byte[65_505]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("65504")
                .hasMessageContaining("65505");
    }

    @Test
    void aCommentInTheMiddleIsTakenOutToo() {
        byte[] marked = JpegSegments.of(JpegFile.read(PLAIN)).withComment("one").write();
        JpegFile file = JpegFile.read(marked);
        int frame = file.segments().stream()
                .filter(segment -> segment.marker() == Markers.SOS)
                .findFirst()
                .orElseThrow()
                .position();
        byte[] two = Headers.segment(Markers.COM, "two".getBytes(StandardCharsets.UTF_8));
        BitWriter out = new BitWriter(marked.length);
        out.bytes(marked, 0, frame);
        out.bytes(two);
        out.bytes(marked, frame, marked.length);

        byte[] written = JpegSegments.of(JpegFile.read(out.toBytes()))
                .without(List.of(SegmentKind.COMMENT))
                .write();

        assertThat(written).isEqualTo(PLAIN);
    }

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"QUARTER", "PROGRESSIVE"})
    void theIndexOfSeveralPicturesFollowsTheSecondOne(Kind kind) {
        for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
            byte[] first = kind.file(64, 64, 2);
            byte[] second = Kind.GREY.file(16, 16, 3);
            byte[] file = pair(first, second, order);

            byte[] marked = JpegPatch.apply(
                            JpegFile.read(file), List.of(Pictures.mark(Box.of(50, 50), BlendMode.NORMAL)))
                    .bytes();
            byte[] commented =
                    JpegSegments.of(JpegFile.read(marked)).withComment("longer").write();

            assertThat(marked.length).isNotEqualTo(file.length);
            for (byte[] bytes : List.of(file, marked, commented)) {
                JpegFile read = JpegFile.read(bytes);
                ByteBuffer index = index(read, order);
                assertThat(index.getInt(26 + 4)).isEqualTo(read.trailer());
                int start = index.getInt(26 + 16 + 8) + start(read);
                assertThat(Arrays.copyOfRange(bytes, start, bytes.length)).isEqualTo(second);
                assertThat(index.getInt(26 + 16 + 4)).isEqualTo(second.length);
            }
        }
    }

    /** Two pictures in one file, with an index of one field. */
    private static byte[] pair(byte[] first, byte[] second, ByteOrder order) {
        byte[] signature = SegmentKind.MULTI_PICTURE.signature();
        ByteBuffer index = ByteBuffer.allocate(signature.length + 26 + 32).order(order);
        int length = first.length + 4 + index.capacity();
        index.put(signature);
        index.put(order == ByteOrder.LITTLE_ENDIAN ? new byte[] {'I', 'I', 42, 0} : new byte[] {'M', 'M', 0, 42});
        index.putInt(8).putShort((short) 1);
        index.putShort((short) 0xB002).putShort((short) 7).putInt(32).putInt(26).putInt(0);
        index.putInt(0x030000).putInt(length).putInt(0).putInt(0);
        index.putInt(0)
                .putInt(second.length)
                .putInt(length - 2 - 4 - signature.length)
                .putInt(0);
        BitWriter out = new BitWriter(length);
        out.bytes(first, 0, 2);
        out.bytes(Headers.segment(0xE2, index.array()));
        out.bytes(first, 2, first.length);
        out.bytes(second);
        return out.toBytes();
    }

    private static int start(JpegFile file) {
        return file.segments().stream()
                        .filter(segment -> segment.kind() == SegmentKind.MULTI_PICTURE)
                        .findFirst()
                        .orElseThrow()
                        .payload()
                + 4;
    }

    private static ByteBuffer index(JpegFile file, ByteOrder order) {
        return ByteBuffer.wrap(file.bytes(), start(file), 58).slice().order(order);
    }
}
