package ai.vivace.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProtobufTest {
    private static String hex(Protobuf message) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        message.writeTo(out);
        assertThat(message.size()).isEqualTo(out.size());
        return HexFormat.of().formatHex(out.toByteArray());
    }

    /** The bytes of the format's own description: fields 1 to 3 of its examples Test1 to Test3, and a packed field. */
    @Test
    void fieldsAreEncodedAsTheFormatsExamples() throws IOException {
        assertThat(hex(new Protobuf().integer(1, 150))).isEqualTo("089601");
        assertThat(hex(new Protobuf().text(2, "testing"))).isEqualTo("120774657374696e67");
        assertThat(hex(new Protobuf().message(3, new Protobuf().integer(1, 150))))
                .isEqualTo("1a03089601");
        assertThat(hex(new Protobuf().integers(6, List.of(3L, 270L, 86942L)))).isEqualTo("3206038e029ea705");
        assertThat(hex(new Protobuf().real(1, 1).floats(2, List.of(-2f)))).isEqualTo("0d0000803f1204000000c0");
    }

    @Test
    void contentsAreAskedForOnlyWhenTheMessageIsWritten() throws IOException {
        byte[] bytes = {1};
        Protobuf inner = new Protobuf()
                .integer(1, 1)
                .content(2, 1, out -> out.write(bytes))
                .integer(3, 3);
        Protobuf outer = new Protobuf().message(4, inner).integer(5, 5);
        bytes[0] = 9;
        assertThat(hex(outer)).isEqualTo("2207" + "0801" + "120109" + "1803" + "2805");
        assertThat(hex(outer)).isEqualTo("2207" + "0801" + "120109" + "1803" + "2805");
    }
}
