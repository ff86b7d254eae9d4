package ai.vivace.watermark.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LengthTest {
    @ParameterizedTest
    @CsvSource({
        "24px, 24",
        "12pt, 50",
        "5%, 20",
        "5%w, 30",
        "5%h, 20",
        "10%d, 72.11102550927978",
        "' -2.5 PX ', -2.5",
        ".5px, 0.5"
    })
    void aTextIsSoManyPixelsOfAPictureOf600By400At300DotsPerInch(String text, double pixels) {
        assertThat(Length.parse(text).inPixels(600, 400, OptionalDouble.of(300)))
                .isEqualTo(pixels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"24px", "0.5pt", "-5%", "20%w", "1.25%h", "3%d", "0.1em", "0px"})
    void whatIsWrittenIsRead(String text) {
        assertThat(Length.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "24", "px", "5 %%", "1.2.3px", "5 cm", "1e3px", "NaNpx"})
    void aTextThatIsNoLengthIsRefusedWithTheForms(String text) {
        assertThatThrownBy(() -> Length.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("\"" + text + "\"");
    }

    @Test
    void pointsNeedAResolution() {
        assertThatThrownBy(() -> Length.points(12).inPixels(600, 400, OptionalDouble.empty()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "A length of 12pt needs the resolution of the picture, which does not say one. Give the length in"
                                + " px or %.");
    }

    @Test
    void aLengthIsFiniteAndBounded() {
        assertThatThrownBy(() -> Length.pixels(Double.NaN)).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> Length.pixels(100_001))
                .hasMessage("The number of a length is -100000 to 100000, but came 100001.");
    }
}
