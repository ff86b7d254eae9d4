package ai.vivace.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Messages of the encoding guide at protobuf.dev, byte for byte. */
class ProtobufTest {
    private static byte[] written(Protobuf message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        assertThat(message.length()).isEqualTo(out.size());
        return out.toByteArray();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @Test
    void wholeNumbersTakeAsManyGroupsOfSevenBitsAsTheyNeed() throws IOException {
        assertThat(written(new Protobuf().integer(1, 150))).isEqualTo(bytes(0x08, 0x96, 0x01));
        assertThat(written(new Protobuf().integer(16, 0))).isEqualTo(bytes(0x80, 0x01, 0x00));
        assertThat(written(new Protobuf().integer(1, -2)))
                .isEqualTo(bytes(0x08, 0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01));
    }

    @Test
    void textsMessagesAndPackedNumbersCarryTheirLength() throws IOException {
        assertThat(written(new Protobuf().text(2, "testing")))
                .isEqualTo(bytes(0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67));
        assertThat(written(new Protobuf().message(3, new Protobuf().integer(1, 150))))
                .isEqualTo(bytes(0x1a, 0x03, 0x08, 0x96, 0x01));
        assertThat(written(new Protobuf().integers(6, List.of(3L, 270L, 86942L))))
                .isEqualTo(bytes(0x32, 0x06, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05));
        assertThat(written(new Protobuf().number(1, 1.5f))).isEqualTo(bytes(0x0d, 0, 0, 0xc0, 0x3f));
        assertThat(written(new Protobuf().floats(1, List.of(1.5f)))).isEqualTo(bytes(0x0a, 0x04, 0, 0, 0xc0, 0x3f));
    }

    @Test
    void aMessageInsideIsTheOneOfItsTime() throws IOException {
        Protobuf inner = new Protobuf().integer(1, 1);
        Protobuf outer = new Protobuf().message(1, inner);
        inner.integer(2, 2);
        outer.integer(3, 3);

        assertThat(written(outer)).isEqualTo(bytes(0x0a, 0x02, 0x08, 0x01, 0x18, 0x03));
        assertThat(written(inner)).isEqualTo(bytes(0x08, 0x01, 0x10, 0x02));
        assertThat(written(new Protobuf().integer(3, 3).append(inner)))
                .isEqualTo(bytes(0x18, 0x03, 0x08, 0x01, 0x10, 0x02));
    }

    @Test
    void bytesOfAnyLengthAreMadeOnlyWhenTheyAreWritten() throws IOException {
        byte[] content = "later".getBytes(StandardCharsets.UTF_8);
        Protobuf message =
                new Protobuf().message(1, new Protobuf().bytes(2, content.length, out -> out.write(content)));
        Protobuf huge = new Protobuf().bytes(1, 1L << 40, out -> {
            throw new AssertionError("written");
        });

        assertThat(written(message)).isEqualTo(bytes(0x0a, 0x07, 0x12, 0x05, 'l', 'a', 't', 'e', 'r'));
        assertThat(written(message)).as("again").isEqualTo(written(message));
        assertThat(huge.length()).isGreaterThan(1L << 40).isLessThan((1L << 40) + 16);
    }
}
