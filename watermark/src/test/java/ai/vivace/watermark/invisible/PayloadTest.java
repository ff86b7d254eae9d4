package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadTest {
    @ParameterizedTest
    @ValueSource(strings = {"A", "AB12cd34", "Zürich", "日本", "a b"})
    void textComesBack(String text) {
        assertThat(Payload.ofText(text).value()).isEqualTo(text);
    }

    @Test
    void aNumberIsShownAsSixteenDigits() {
        assertThat(Payload.ofNumber(0xBEEF).value()).isEqualTo("000000000000beef");
        assertThat(Payload.ofNumber(-1).value()).isEqualTo("ffffffffffffffff");
    }

    @Test
    void textAndNumberOfTheSameBitsDiffer() {
        Payload text = Payload.ofText("AB");

        assertThat(Payload.ofNumber(text.bits())).isNotEqualTo(text);
    }

    @Test
    void aLongTextIsRefusedWithItsLengthInBytes() {
        assertThatThrownBy(() -> Payload.ofText("日本語"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("1 to 8 bytes")
                .hasMessageContaining("has 9");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\0b", "\0"})
    void textWithoutLettersOrWithControlCharactersIsRefused(String text) {
        assertThatThrownBy(() -> Payload.ofText(text)).isInstanceOf(InputException.class);
    }
}
