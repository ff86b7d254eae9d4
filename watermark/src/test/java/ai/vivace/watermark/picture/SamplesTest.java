package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Blending;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import java.util.zip.CRC32;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SamplesTest {
    private static final Box ALL_PAIRS = Box.of(256, 256);

    /** Column: the value below. Row: alpha. */
    private static Layer alphas(int rgb, BlendMode mode) {
        int[] argb = new int[256 * 256];
        for (int i = 0; i < argb.length; i++) {
            argb[i] = (i / 256) << 24 | rgb;
        }
        return new Layer(ALL_PAIRS, argb, mode);
    }

    @ParameterizedTest
    @CsvSource({"FFFFFF", "000000", "2A90D7"})
    void opaqueRgbFollowsTheRuleOfEightBitsForEveryValueAndAlpha(String hex) {
        int rgb = Integer.parseInt(hex, 16);
        ByteSamples samples = ByteSamples.of(ALL_PAIRS, Layout.RGB);
        for (int i = 0; i < samples.bytes().length; i++) {
            samples.bytes()[i] = (byte) (i / 3 % 256);
        }
        samples.compose(alphas(rgb, BlendMode.NORMAL));
        byte[] expected = new byte[samples.bytes().length];
        for (int i = 0; i < expected.length; i++) {
            int above = rgb >> (8 * (2 - i % 3)) & 255;
            int sum = above * (i / 3 / 256) + i / 3 % 256 * (255 - i / 3 / 256) + 128;
            expected[i] = (byte) (((sum >> 8) + sum) >> 8);
        }
        assertThat(samples.bytes()).isEqualTo(expected);
    }

    // What the Python Imaging Library 9.4 gives for alpha_composite: below, above, result.
    @ParameterizedTest
    @CsvSource({
        "10,200,90,255, 255,255,255,125, 130,227,171,255",
        "10,200,90,128, 255,0,60,125, 171,69,70,190",
        "10,200,90,1, 255,0,60,1, 133,100,75,2",
        "0,0,0,0, 17,34,51,68, 17,34,51,68",
        "250,3,77,200, 1,2,3,254, 2,2,3,255",
        "33,66,99,3, 200,100,50,2, 100,80,79,5"
    })
    void translucentPixelsAreComposedAsThePythonImagingLibraryDoes(
            int r, int g, int b, int a, int ar, int ag, int ab, int aa, int er, int eg, int eb, int ea) {
        byte[] below = {(byte) r, (byte) g, (byte) b, (byte) a};
        ByteSamples samples = ByteSamples.over(Box.of(1, 1), Layout.RGBA, below);
        samples.compose(TestPictures.layer(Box.of(1, 1), i -> aa << 24 | ar << 16 | ag << 8 | ab));
        assertThat(below).containsExactly(er, eg, eb, ea);
    }

    @Test
    void everyPairOfAlphasGivesTheBytesOfThePythonImagingLibrary() {
        ByteSamples samples = ByteSamples.of(ALL_PAIRS, Layout.RGBA);
        int[] mark = new int[256 * 256];
        for (int i = 0; i < mark.length; i++) {
            int da = i % 256;
            int sa = i / 256;
            int[] below = {da * 7 + sa * 3, da * 5 + sa, da + sa * 11, da};
            for (int c = 0; c < 4; c++) {
                samples.bytes()[4 * i + c] = (byte) below[c];
            }
            mark[i] = sa << 24 | (da * 13 + sa & 255) << 16 | (da + sa * 9 & 255) << 8 | (da * 3 + sa * 5 & 255);
        }
        samples.compose(new Layer(ALL_PAIRS, mark, BlendMode.NORMAL));
        CRC32 sum = new CRC32();
        sum.update(samples.bytes());
        // The CRC of Image.alpha_composite of the same arrays, version 9.4.
        assertThat(sum.getValue()).isEqualTo(2_372_730_036L);
    }

    @ParameterizedTest
    @EnumSource(BlendMode.class)
    void modesMixBeforeOpacityAndGreyIsTheSameAsEqualColours(BlendMode mode) {
        ByteSamples rgb = ByteSamples.of(ALL_PAIRS, Layout.RGB);
        ByteSamples grey = ByteSamples.of(ALL_PAIRS, Layout.GREY);
        for (int i = 0; i < grey.bytes().length; i++) {
            grey.bytes()[i] = (byte) i;
            rgb.bytes()[3 * i] = (byte) i;
            rgb.bytes()[3 * i + 1] = (byte) i;
            rgb.bytes()[3 * i + 2] = (byte) i;
        }
        rgb.compose(alphas(0x646464, mode));
        grey.compose(alphas(0x646464, mode));
        byte[] expected = new byte[grey.bytes().length];
        byte[] thrice = new byte[3 * expected.length];
        for (int i = 0; i < thrice.length; i++) {
            expected[i / 3] = (byte) Blending.over(i / 3 & 255, mode.mix(i / 3 & 255, 0x64), i / 3 / 256);
            thrice[i] = expected[i / 3];
        }
        assertThat(grey.bytes()).isEqualTo(expected);
        assertThat(rgb.bytes()).isEqualTo(thrice);
    }

    @ParameterizedTest
    @EnumSource(BlendMode.class)
    void sixteenBitsAreWithinAStepOfEight(BlendMode mode) {
        ByteSamples narrow = ByteSamples.of(ALL_PAIRS, Layout.RGB);
        ShortSamples wide = ShortSamples.of(ALL_PAIRS, Layout.RGB);
        for (int i = 0; i < narrow.bytes().length; i++) {
            narrow.bytes()[i] = (byte) (i / 3);
            wide.shorts()[i] = (short) (257 * (i / 3 & 255));
        }
        narrow.compose(alphas(0x2A90D7, mode));
        wide.compose(alphas(0x2A90D7, mode));
        double furthest = 0;
        for (int i = 0; i < narrow.bytes().length; i++) {
            double difference = (wide.shorts()[i] & 0xFFFF) / 257.0 - (narrow.bytes()[i] & 255);
            furthest = Math.max(furthest, Math.abs(difference));
        }
        assertThat(furthest).isBetween(0.1, 1.01);
    }

    @Test
    void sixteenBitsKeepTheirLowerEightWhereTheMarkIsClear() {
        ShortSamples samples = ShortSamples.of(Box.of(2, 1), Layout.GREY);
        samples.shorts()[0] = (short) 0xABCD;
        samples.shorts()[1] = (short) 0xABCD;
        samples.compose(TestPictures.layer(Box.of(1, 1), i -> 0x7DFFFFFF));
        assertThat(samples.shorts()[1]).isEqualTo((short) 0xABCD);
        // 0xABCD = 43981; (65535 * 125 + 43981 * 130) / 255 = 54546.7
        assertThat(samples.shorts()[0] & 0xFFFF).isEqualTo(54_547);
    }

    @Test
    void coloursThatWereMultipliedByAlphaGiveTheSameAsOthersWithinRounding() {
        for (int opacity = 16; opacity < 256; opacity++) {
            int below = 90;
            byte[] straight = {(byte) below, (byte) opacity};
            byte[] times = {(byte) Math.round(below * opacity / 255.0), (byte) opacity};
            Layer mark = TestPictures.layer(Box.of(1, 1), i -> 0x7DC8C8C8);
            ByteSamples.over(Box.of(1, 1), Layout.GREY_ALPHA, straight).compose(mark);
            ByteSamples.over(Box.of(1, 1), Layout.GREY_TIMES_ALPHA, times).compose(mark);
            assertThat(times[1]).isEqualTo(straight[1]);
            assertThat(times[0] & 255)
                    .isCloseTo((int) Math.round((straight[0] & 255) * (straight[1] & 255) / 255.0), Offset.offset(2));
        }
    }

    @Test
    void whiteTakesInksAwayAndBlackIsInk() {
        byte[] inks = {100, 50, 0, 20};
        ByteSamples.over(Box.of(1, 1), Layout.CMYK, inks).compose(TestPictures.layer(Box.of(1, 1), i -> 0x80FFFFFF));
        assertThat(inks).containsExactly(50, 25, 0, 10);
        ByteSamples.over(Box.of(1, 1), Layout.CMYK, inks).compose(TestPictures.layer(Box.of(1, 1), i -> 0xFF000000));
        assertThat(inks).containsExactly(0, 0, 0, 255);
    }

    @Test
    void translucentPixelsLieUponTheBackground() {
        byte[] pixels = {100, (byte) 150, (byte) 200, (byte) 128, 1, 2, 3, 0};
        ByteSamples flat = ByteSamples.over(Box.of(2, 1), Layout.RGBA, pixels).flattened(0xFF0000);
        assertThat(flat.layout()).isEqualTo(Layout.RGB);
        assertThat(flat.bytes())
                .containsExactly(
                        Blending.over(255, 100, 128),
                        Blending.over(0, 150, 128),
                        Blending.over(0, 200, 128),
                        255,
                        0,
                        0);
    }
}
