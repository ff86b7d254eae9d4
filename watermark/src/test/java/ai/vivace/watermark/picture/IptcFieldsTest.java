package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IptcFieldsTest {
    private static final MetadataPolicy CREDITS =
            MetadataPolicy.USUAL.author("Al").copyright("me");

    private static String credited(String resources, MetadataPolicy policy, Notes notes) {
        byte[] before = HexFormat.of().parseHex(resources.replace(" ", ""));
        return HexFormat.of().formatHex(IptcFields.credited(before, policy, notes));
    }

    @Test
    void newFieldsAreUtf8WithBylineCopyrightAndDigest() {
        // 8BIM 0404: 1:90 ESC % G, 2:80 Al, 2:116 me; then 8BIM 0425 with the MD5 of the fields.
        assertThat(credited("", CREDITS, new Notes()))
                .startsWith("3842494d 0404 0000 00000016 1c015a0003 1b2547 1c02500002 416c 1c02740002 6d65"
                        .replace(" ", ""))
                .contains("3842494d04250000" + "00000010");
    }

    @Test
    void otherFieldsAndResourcesStayAndOldCreditsAreReplaced() {
        String other = "3842494d 03ed 0000 00000004 01020304";
        String fields = "3842494d 0404 0000 00000015 1c02050005 5469746c65 1c02500001 5a 1c02000000".replace(" ", "");
        // 10 + 6 + 5 bytes of fields, and one that makes their number even.
        String after = credited(other + fields + "00", CREDITS, new Notes());
        assertThat(after)
                .startsWith(other.replace(" ", ""))
                .contains("1c02050005" + "5469746c65")
                .contains("1c02500002" + "416c")
                .doesNotContain("1c02500001");
    }

    @Test
    void whatIsTooLongForAFieldIsCutWithANote() {
        Notes notes = new Notes();
        String after = credited("", MetadataPolicy.USUAL.author("é".repeat(40)), notes);
        assertThat(after).contains("1c02500020" + "c3a9".repeat(16));
        assertThat(notes.list()).extracting(Note::text).anyMatch(text -> text.contains("2:80"));
    }

    @Test
    void malformedResourcesAreAnError() {
        assertThatThrownBy(() -> credited("3842494d 0404 0000 000000ff 00", CREDITS, new Notes()))
                .isInstanceOf(InputException.class);
    }
}
