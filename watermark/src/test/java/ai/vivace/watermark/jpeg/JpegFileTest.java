package ai.vivace.watermark.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.jpeg.Pictures.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class JpegFileTest {
    @ParameterizedTest
    @EnumSource(Kind.class)
    void aFileTellsHowItIsCoded(Kind kind) {
        JpegFile file = JpegFile.read(kind.file(37, 29, 1));
        Skeleton skeleton = kind.skeleton(37, 29, 90);

        assertThat(file.frame()).isEqualTo(skeleton.frame());
        assertThat(file.colours()).isEqualTo(skeleton.colours());
        assertThat(file.scanCount()).isEqualTo(skeleton.scans().size());
        assertThat(file.quantisation(0)).isEqualTo(StandardTables.luminance(90));
        assertThat(file.isTruncated()).isFalse();
    }

    @Test
    void segmentsAreInOrderAndHaveTheirPayloads() {
        byte[] bytes = JpegSegments.of(JpegFile.read(Kind.QUARTER.file(20, 20, 1)))
                .withComment("a comment")
                .write();
        JpegFile file = JpegFile.read(bytes);

        assertThat(file.segments())
                .extracting(JpegSegment::name)
                .containsExactly("SOI", "APP0", "COM", "DQT", "DQT", "SOF0", "DHT", "SOS", "EOI");
        JpegSegment comment = file.segments().get(2);
        assertThat(comment.kind()).isEqualTo(SegmentKind.COMMENT);
        assertThat(file.payload(comment)).isEqualTo("a comment".getBytes(StandardCharsets.UTF_8));
        assertThat(bytes[comment.position()]).isEqualTo((byte) 0xFF);
        assertThat(file.payload(file.segments().get(0))).isEmpty();
        for (int i = 1; i < 8; i++) {
            assertThat(file.segments().get(i).position())
                    .isEqualTo(file.segments().get(i - 1).end());
        }
    }

    @Test
    void fillingBytesAndBytesBetweenSegmentsAreSteppedOver() {
        byte[] plain = Kind.QUARTER.file(20, 20, 1);
        byte[] filled = new byte[plain.length + 5];
        System.arraycopy(plain, 0, filled, 0, 2);
        System.arraycopy(new byte[] {7, 8, (byte) 0xFF, (byte) 0xFF, (byte) 0xFF}, 0, filled, 2, 5);
        System.arraycopy(plain, 2, filled, 7, plain.length - 2);

        JpegFile file = JpegFile.read(filled);

        assertThat(file.segments()).hasSameSizeAs(JpegFile.read(plain).segments());
        assertThat(file.segments().get(1).position()).isEqualTo(7);
    }

    @Test
    void aHeightThatComesBehindTheScanIsRead() {
        byte[] bytes = Kind.GREY.file(24, 40, 1);
        JpegFile whole = JpegFile.read(bytes);
        int frame = position(whole, Markers.SOF0);
        byte[] lines = {(byte) 0xFF, (byte) Markers.DNL, 0, 4, 0, 40, (byte) 0xFF, (byte) Markers.EOI};
        byte[] ended = Arrays.copyOf(bytes, bytes.length - 2 + lines.length);
        System.arraycopy(lines, 0, ended, bytes.length - 2, lines.length);
        ended[frame + 5] = 0;
        ended[frame + 6] = 0;

        assertThat(JpegFile.read(ended).height()).isEqualTo(40);
        assertThat(JpegCoefficients.read(JpegFile.read(ended)).component(0))
                .isEqualTo(JpegCoefficients.read(whole).component(0));
    }

    private static int position(JpegFile file, int marker) {
        return file.segments().stream()
                .filter(segment -> segment.marker() == marker)
                .findFirst()
                .orElseThrow()
                .position();
    }

    @ParameterizedTest
    @CsvSource({
        "0xC3, lossless",
        "0xC5, hierarchical",
        "0xC9, arithmetic coding",
        "0xCA, arithmetic coding",
        "0xCB, lossless",
        "0xCF, hierarchical"
    })
    void otherKindsAreRefusedByName(String marker, String name) {
        byte[] bytes = Kind.QUARTER.file(20, 20, 1);
        bytes[position(JpegFile.read(bytes), Markers.SOF0) + 1] =
                (byte) Integer.decode(marker).intValue();

        assertThatThrownBy(() -> JpegFile.read(bytes))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(name)
                .hasMessageContaining("Convert");
    }

    @Test
    void twelveBitsAndTwoComponentsAreRefusedByName() {
        byte[] bytes = Kind.QUARTER.file(20, 20, 1);
        int frame = position(JpegFile.read(bytes), Markers.SOF0);
        byte[] twelve = bytes.clone();
        twelve[frame + 4] = 12;
        byte[] two = bytes.clone();
        two[frame + 9] = 2;

        assertThatThrownBy(() -> JpegFile.read(twelve)).hasMessageContaining("12 bits");
        assertThatThrownBy(() -> JpegFile.read(two)).hasMessageContaining("2 components");
    }

    @Test
    void aPictureAboveTheLimitIsRefused() {
        byte[] bytes = Kind.QUARTER.file(20, 20, 1);

        assertThat(JpegFile.read(bytes, 400).width()).isEqualTo(20);
        assertThatThrownBy(() -> JpegFile.read(bytes, 399))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("20 x 20 = 400")
                .hasMessageContaining("at most 399");
    }

    @Test
    void aSmallFileThatSaysItIsHugeCostsNoMemory() {
        byte[] bytes = Kind.QUARTER.file(20, 20, 1);
        int frame = position(JpegFile.read(bytes), Markers.SOF0);
        Arrays.fill(bytes, frame + 5, frame + 9, (byte) 0xFF);

        assertThatThrownBy(() -> JpegFile.read(bytes)).hasMessageContaining("65535 x 65535");
        assertThat(JpegFile.read(bytes, Long.MAX_VALUE).isSequential()).isFalse();
    }

    @Test
    void whatIsNoJpegIsSaidToBeNone() {
        for (byte[] bytes : List.of(new byte[0], new byte[] {(byte) 0xFF}, "GIF89a".getBytes(StandardCharsets.UTF_8))) {
            assertThatThrownBy(() -> JpegFile.read(bytes))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("FF D8");
        }
    }

    @Test
    void headersWithoutAPictureAreRefused() {
        byte[] bytes = Kind.QUARTER.file(20, 20, 1);
        byte[] headers = Arrays.copyOf(bytes, position(JpegFile.read(bytes), Markers.SOS));

        assertThatThrownBy(() -> JpegFile.read(headers)).hasMessageContaining("no picture data");
        assertThatThrownBy(() -> JpegFile.read(Arrays.copyOf(bytes, 30))).hasMessageContaining("cut off");
    }

    @Test
    void aMissingEndIsNoticed() {
        byte[] bytes = Kind.PROGRESSIVE.file(40, 40, 1);

        assertThat(JpegFile.read(Arrays.copyOf(bytes, bytes.length - 2)).isTruncated())
                .isTrue();
        assertThat(JpegFile.read(Arrays.copyOf(bytes, bytes.length / 2)).isTruncated())
                .isTrue();
    }

    @Test
    void coloursAreToldByTheSegmentsOrElseByTheNames() {
        byte[] rgb = Kind.RGB.file(16, 16, 1);
        JpegFile adobe = JpegFile.read(rgb);
        assertThat(adobe.colours()).isEqualTo(JpegColours.RGB);
        int app14 = position(adobe, 0xEE);
        rgb[app14 + 15] = 1;
        assertThat(JpegFile.read(rgb).colours()).isEqualTo(JpegColours.YCBCR);
        // No longer Adobe's.
        rgb[app14 + 4] = 'B';
        assertThat(JpegFile.read(rgb).colours()).isEqualTo(JpegColours.YCBCR);
        for (JpegSegment segment : JpegFile.read(rgb).segments()) {
            int from = segment.marker() == Markers.SOF0 ? 10 : segment.marker() == Markers.SOS ? 5 : -1;
            int step = from == 10 ? 3 : 2;
            for (int c = 0; from > 0 && c < 3; c++) {
                rgb[segment.position() + from + c * step] = (byte) "RGB".charAt(c);
            }
        }
        assertThat(JpegFile.read(rgb).colours()).isEqualTo(JpegColours.RGB);
    }
}
