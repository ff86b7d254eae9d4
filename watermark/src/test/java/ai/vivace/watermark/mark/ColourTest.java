package ai.vivace.watermark.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ColourTest {
    @ParameterizedTest
    @CsvSource({
        "#ffffff80, 255, 255, 255, 128",
        "#0af, 0, 170, 255, 255",
        "#0af8, 0, 170, 255, 136",
        "#102030, 16, 32, 48, 255",
        "Orange, 255, 165, 0, 255"
    })
    void aTextIsAColour(String text, int red, int green, int blue, int alpha) {
        assertThat(Colour.parse(text)).isEqualTo(new Colour(red, green, blue, alpha));
    }

    @Test
    void whatIsWrittenIsRead() {
        assertThat(Colour.parse("#FFFFFF80")).hasToString("#ffffff80");
        assertThat(Colour.parse("white")).hasToString("#ffffff");
    }

    @Test
    void anUnknownNameIsRefusedWithTheNearest() {
        assertThatThrownBy(() -> Colour.parse("orannge"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("Did you mean \"orange\"?")
                .hasMessageEndingWith("Or give digits, such as #ffffff80.");
    }

    @ParameterizedTest
    @CsvSource({"#12", "#12345", "#1234567", "#gggggg", "'#'"})
    void otherDigitsAreRefused(String text) {
        assertThatThrownBy(() -> Colour.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void anAutomaticFillHasTwoColours() {
        assertThat(Fill.parse("auto")).isEqualTo(Fill.AUTOMATIC).hasToString("auto");
        assertThat(Fill.parse("auto #f0f0f0 #202020"))
                .isEqualTo(new Fill.Automatic(Colour.of(240, 240, 240), Colour.of(32, 32, 32)))
                .hasToString("auto #f0f0f0 #202020");
        assertThatThrownBy(() -> Fill.parse("auto white"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("two colours");
    }
}
