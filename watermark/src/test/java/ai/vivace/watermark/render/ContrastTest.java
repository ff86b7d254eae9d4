package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.watermark.mark.Colour;
import org.junit.jupiter.api.Test;

class ContrastTest {
    @Test
    void ratiosAreThoseOfWcag() {
        assertThat(Contrast.ratio(0, 1)).isEqualTo(21);
        // #777777 on white fails the 4.5 of WCAG by a little, as is often told; #767676 passes.
        assertThat(Contrast.ratio(1, Contrast.luminance(0x77, 0x77, 0x77))).isCloseTo(4.478, within(0.001));
        assertThat(Contrast.ratio(1, Contrast.luminance(0x76, 0x76, 0x76))).isCloseTo(4.542, within(0.001));
        assertThat(Contrast.luminance(255, 0, 0)).isCloseTo(0.2126, within(1e-12));
    }

    @Test
    void aTranslucentColourHasLessContrast() {
        double ground = Contrast.luminance(128, 128, 128);
        assertThat(Contrast.ratio(ground, Colour.WHITE, 1)).isEqualTo(Contrast.ratio(ground, 1));
        // Half white on 128 is 192.
        assertThat(Contrast.ratio(ground, Colour.WHITE, 0.5))
                .isCloseTo(Contrast.ratio(ground, Contrast.luminance(192, 192, 192)), within(1e-9));
        assertThat(Contrast.ratio(ground, Colour.WHITE.withAlpha(0), 1)).isCloseTo(1, within(1e-9));
    }

    @Test
    void aToneIsMeanAndSpreadOfPixels() {
        assertThat(Tone.of(new int[] {0xFFFFFF, 0xFF000000})).isEqualTo(new Tone(0.5, 0.5));
        assertThat(Tone.of(new int[] {0xFFFFFF, 0xFFFFFF}).luminance()).isCloseTo(1, within(1e-12));
        assertThatThrownBy(() -> Tone.of(new int[0])).hasMessageContaining("at least one pixel");
        assertThatThrownBy(() -> new Tone(1.5, 0)).hasMessage("A luminance is 0 to 1, but came 1.5.");
    }

    @Test
    void aColourIsLightWhereBlackHasMoreContrastWithIt() {
        for (int grey = 0; grey < 256; grey++) {
            double luminance = Contrast.luminance(grey, grey, grey);
            boolean light = Contrast.ratio(luminance, 0) > Contrast.ratio(luminance, 1);
            assertThat(Shade.of(Colour.of(grey, grey, grey))).isEqualTo(light ? Shade.LIGHT : Shade.DARK);
        }
    }
}
