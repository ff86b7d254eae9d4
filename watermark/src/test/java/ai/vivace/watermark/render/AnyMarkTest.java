package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.InputException;
import ai.vivace.base.Rng;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.mark.Alignment;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.FontStyle;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.LogoMark;
import ai.vivace.watermark.mark.LogoSource;
import ai.vivace.watermark.mark.Mark;
import ai.vivace.watermark.mark.Outline;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.Shadow;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Unit;
import ai.vivace.watermark.mark.Watermark;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Marks of every kind on pictures of every shape. */
class AnyMarkTest {
    private static final LogoSource LOGO = LogoSource.bytes(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 3 2\"><circle cx=\"1\" cy=\"1\" r=\"1\"/></svg>"
                    .getBytes(StandardCharsets.UTF_8));
    private static final String[] TEXTS = {
        "A", "© Jane Doe\n2026", "{filename} {n:05}", "\u05D0b\u0628 1", "...", "\u200D", "a\n\n\nb"
    };
    private static final double[] SIZES = {0.01, 0.5, 3, 8, 20, 90, 700};

    private final MarkRenderer renderer = new MarkRenderer();

    @Test
    void anyMarkIsDrawnOnThePictureOrRefused() {
        int drawn = 0;
        for (int i = 0; i < 400; i++) {
            Rng rng = Rng.of(17).split(i);
            int width = 1 + rng.nextInt(rng.nextInt(4) == 0 ? 8 : 150);
            int height = 1 + rng.nextInt(rng.nextInt(4) == 0 ? 8 : 150);
            Orientation orientation = Orientation.ofTag(1 + rng.nextInt(8));
            SamplePicture picture = SamplePicture.of(width, height, orientation, rng.nextInt(0x1000000));
            try {
                Mark mark = rng.nextInt(4) == 0 ? logo(rng) : text(rng);
                for (Overlay overlay :
                        renderer.render(Watermark.of(mark), picture).overlays()) {
                    check(overlay, picture, rng);
                    drawn++;
                }
            } catch (InputException refused) {
                assertThat(refused.getMessage()).matches("(?s)(Mark 1|The blur of a shadow) .*\\.");
            }
        }
        assertThat(drawn).isGreaterThan(200);
    }

    /** Every part says what the whole says, and what is said to be clear is clear. */
    private static void check(Overlay overlay, SamplePicture picture, Rng rng) {
        assertThat(overlay.bounds().intersection(picture.box())).isEqualTo(overlay.bounds());
        int[] whole = new int[(int) picture.box().pixels()];
        overlay.read(picture.box(), whole);
        Box part = new Box(rng.nextInt(picture.width()), rng.nextInt(picture.height()), 16, 16)
                .intersection(picture.box());
        int[] some = new int[(int) part.pixels()];
        overlay.read(part, some);
        boolean clear = overlay.isClear(part);
        for (int k = 0; k < some.length; k++) {
            int at = (part.y() + k / part.width()) * picture.width() + part.x() + k % part.width();
            assertThat(some[k]).isEqualTo(whole[at]);
            assertThat(clear && some[k] >>> 24 != 0).isFalse();
        }
    }

    private static <T> T any(T[] all, Rng rng) {
        return all[rng.nextInt(all.length)];
    }

    private static Length size(Rng rng) {
        Unit[] units = {Unit.PIXELS, Unit.POINTS, Unit.SHORT_SIDE, Unit.WIDTH, Unit.HEIGHT, Unit.DIAGONAL};
        return new Length(SIZES[rng.nextInt(SIZES.length)], any(units, rng));
    }

    private static Length part(Rng rng) {
        return rng.nextInt(2) == 0 ? Length.em(rng.nextDouble()) : Length.pixels(rng.nextInt(12));
    }

    private static Fill fill(Rng rng) {
        return rng.nextInt(2) == 0 ? Fill.AUTOMATIC : Fill.of(new Colour(rng.nextInt(256), 0, 255, rng.nextInt(256)));
    }

    private static Placement placement(Rng rng) {
        double degrees = rng.nextInt(2) == 0 ? 90 * (rng.nextInt(9) - 4) : 720 * rng.nextDouble() - 360;
        return switch (rng.nextInt(4)) {
            case 0 ->
                Placement.anchored(any(Anchor.values(), rng))
                        .margin(Length.pixels(rng.nextInt(9)), Length.percent(rng.nextInt(9)))
                        .offset(Length.pixels(rng.nextInt(40) - 20), Length.percent(rng.nextInt(40) - 20))
                        .rotation(degrees);
            case 1 ->
                Placement.at(Length.pixels(rng.nextInt(300) - 150), Length.percent(rng.nextInt(100)))
                        .pin(any(Anchor.values(), rng))
                        .rotation(degrees);
            case 2 -> Placement.within(rng.nextDouble(), rng.nextDouble()).rotation(degrees);
            default ->
                Placement.tiled()
                        .spacing(Length.pixels(rng.nextInt(20)), Length.percent(rng.nextInt(20)))
                        .stagger(rng.nextDouble())
                        .angle(degrees);
        };
    }

    private static Mark text(Rng rng) {
        TextMark.Builder mark = TextMark.of(any(TEXTS, rng))
                .size(size(rng))
                .style(any(FontStyle.values(), rng))
                .fill(fill(rng))
                .letterSpacing(Length.em(rng.nextDouble() - 0.3))
                .lineSpacing(0.5 + rng.nextDouble())
                .alignment(any(Alignment.values(), rng))
                .opacity(rng.nextDouble())
                .mode(any(BlendMode.values(), rng))
                .placement(placement(rng));
        if (rng.nextInt(2) == 0) {
            mark.outline(new Outline(part(rng), fill(rng)));
        }
        if (rng.nextInt(2) == 0) {
            mark.shadow(new Shadow(part(rng), part(rng), part(rng), fill(rng)));
        }
        return mark.build();
    }

    private static Mark logo(Rng rng) {
        LogoMark.Builder mark =
                LogoMark.of(LOGO).height(size(rng)).opacity(rng.nextDouble()).placement(placement(rng));
        return rng.nextInt(2) == 0 ? mark.build() : mark.fill(fill(rng)).build();
    }
}
