package ai.vivace.watermark.invisible;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.watermark.layer.Orientation;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvisibleMarkTest {
    private static final InvisibleMark MARK = InvisibleMark.withKey("a key");
    private static final Payload PAYLOAD = Payload.ofNumber(0x0123_4567_89AB_CDEFL);

    @Test
    void picturesOfAThumbnailsSizeSurviveAllThatTheyCan() {
        for (int seed = 0; seed < 2; seed++) {
            LumaPlane picture = Scene.of(seed, 224, 224);
            MarkedPlane marked = MARK.embed(picture, PAYLOAD);

            assertThat(marked.method()).isEqualTo(MarkedPlane.Method.WHOLE);
            assertThat(picture.psnr(Attack.rounded(marked.plane()))).isGreaterThanOrEqualTo(40);
            assertSurvives(
                    marked.plane(),
                    Attack.ALL.stream().filter(a -> a.search() == Search.WHOLE).toList());
        }
    }

    @Test
    void largerPicturesSurviveCroppingToo() {
        LumaPlane picture = Scene.of(7, 640, 480);
        MarkedPlane marked = MARK.embed(picture, PAYLOAD);

        assertThat(marked.method()).isEqualTo(MarkedPlane.Method.SPREAD);
        assertThat(picture.psnr(Attack.rounded(marked.plane()))).isGreaterThanOrEqualTo(40);
        assertSurvives(marked.plane(), Attack.ALL);
    }

    private static void assertSurvives(LumaPlane marked, List<Attack> attacks) {
        for (Attack attack : attacks) {
            Detection detection = MARK.detect(attack.apply(marked), attack.search());
            assertThat(detection.payload()).as(attack.name()).contains(PAYLOAD);
            assertThat(detection.falsePositive()).as(attack.name()).isLessThan(Detection.LEVEL);
        }
    }

    @Test
    void strengthsChangeThePictureAtMostAsMuchAsTheySay() {
        LumaPlane picture = Scene.of(3, 960, 960);
        double stronger = Double.POSITIVE_INFINITY;
        for (Strength strength : Strength.values()) {
            MarkedPlane marked = MARK.strength(strength).embed(picture, PAYLOAD);

            assertThat(marked.psnr()).as(strength.name()).isBetween(strength.usual() - 0.2, stronger - 1);
            assertThat(MARK.detect(marked.plane()).payload())
                    .as(strength.name())
                    .contains(PAYLOAD);
            stronger = marked.psnr();
        }
    }

    @Test
    void otherKeysSeeNothing() {
        for (int side : new int[] {240, 480}) {
            LumaPlane marked = MARK.embed(Scene.of(4, side, side), PAYLOAD).plane();
            Detection detection = InvisibleMark.withKey("another key").detect(marked, Search.PARTS);

            assertThat(detection.isMarked()).isFalse();
            assertThat(detection.payload()).isEmpty();
            assertThat(detection.falsePositive()).isGreaterThan(1e-3);
        }
    }

    @Test
    void twoKeysCanMarkOneLargePicture() {
        InvisibleMark second = InvisibleMark.withKey("another key");
        LumaPlane marked =
                Attack.rounded(MARK.embed(Scene.of(9, 640, 480), PAYLOAD).plane());
        LumaPlane twice =
                Attack.rounded(second.embed(marked, Payload.ofText("second")).plane());

        assertThat(MARK.detect(twice).payload()).contains(PAYLOAD);
        assertThat(second.detect(twice).payload()).contains(Payload.ofText("second"));
    }

    @Test
    void aKeyIsTheSameHoweverItsAccentsAreTyped() {
        LumaPlane marked = InvisibleMark.withKey("cl\u00e9")
                .embed(Scene.of(5, 224, 224), PAYLOAD)
                .plane();

        assertThat(InvisibleMark.withKey("cle\u0301").detect(marked).payload()).contains(PAYLOAD);
    }

    @Test
    void theDetectionTellsHowThePictureLies() {
        LumaPlane marked = MARK.embed(Scene.of(6, 800, 600), PAYLOAD).plane();
        Detection part = MARK.detect(Attack.cropped(marked, 0.5, 0.5), Search.PARTS);
        Detection stretched = MARK.detect(Attack.resized(marked, 640, 600), Search.PARTS);
        Detection turned = MARK.detect(Attack.ALL.get(17).apply(marked));

        assertThat(part.share()).isBetween(0.48, 0.52);
        assertThat(part.stretch()).isBetween(0.995, 1.005);
        assertThat(stretched.stretch()).isBetween(1.24, 1.26);
        assertThat(turned.orientation()).isEqualTo(Orientation.TURNED_270);
        assertThat(turned.share()).isGreaterThan(0.99);
    }

    @Test
    void theMarkIsTheSameEachTime() {
        LumaPlane picture = Scene.of(8, 300, 200);

        assertThat(MARK.embed(picture, PAYLOAD).plane().samples())
                .containsExactly(InvisibleMark.withKey("a key")
                        .embed(picture, PAYLOAD)
                        .plane()
                        .samples());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 223})
    void smallPicturesAreRefusedWithTheLeastSize(int side) {
        assertThatThrownBy(() -> MARK.embed(new LumaPlane(side, side, new float[side * side]), PAYLOAD))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("224 x 224")
                .hasMessageContaining("has " + side + " x " + side);
        assertThat(MARK.detect(new LumaPlane(side, side, new float[side * side]), Search.PARTS)
                        .isMarked())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 90000", "90000, 1", "2, 2", "3, 50000", "40, 30"})
    void nothingIsFoundInNarrowPictures(int width, int height) {
        float[] samples = new float[width * height];
        Rng rng = Rng.of(width);
        for (int i = 0; i < samples.length; i++) {
            samples[i] = rng.nextInt(256);
        }
        Detection detection = MARK.detect(new LumaPlane(width, height, samples), Search.PARTS);

        assertThat(detection.isMarked()).isFalse();
    }

    @Test
    void narrowPicturesAreRefused() {
        assertThatThrownBy(() -> MARK.embed(new LumaPlane(2000, 100, new float[200_000]), PAYLOAD))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("short side");
    }

    @Test
    void flatPicturesCarryAMarkToo() {
        for (int side : new int[] {224, 900}) {
            float[] grey = new float[side * side];
            Arrays.fill(grey, 128);
            LumaPlane marked = Attack.rounded(
                    MARK.embed(new LumaPlane(side, side, grey), PAYLOAD).plane());

            assertThat(MARK.detect(Attack.jpeg(marked, 0.9f)).payload())
                    .as("side %d", side)
                    .contains(PAYLOAD);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void aKeyMustNotBeBlank(String key) {
        assertThatThrownBy(() -> InvisibleMark.withKey(key)).isInstanceOf(InputException.class);
    }
}
