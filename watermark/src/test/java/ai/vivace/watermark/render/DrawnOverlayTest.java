package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.mark.Alignment;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.MissingGlyphs;
import ai.vivace.watermark.mark.Outline;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawnOverlayTest {
    private static Drawing drawing() {
        return new Checks();
    }

    /** Pixels that tell their place; some are clear. */
    private static final class Checks implements Drawing {
        @Override
        public Box ink() {
            return new Box(-300, -20, 1500, 1100);
        }

        @Override
        public Box bounds() {
            return ink();
        }

        @Override
        public void paint(Box part, Shade shade, int[] argb) {
            for (int i = 0; i < part.pixels(); i++) {
                int x = part.x() + i % part.width();
                int y = part.y() + i / part.width();
                argb[i] = (x / 64 + y / 64) % 3 == 0 ? 0 : 0xFF000000 | ((x & 0xFFF) << 12) | (y & 0xFFF);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void aPartIsWhatAWholeLayerHasThere(Orientation orientation) {
        Box frame = Box.of(1400, 1300);
        Box stored = orientation.shown(frame);
        Box part = drawing().bounds();
        Overlay whole = DrawnLayer.of(drawing(), Shade.LIGHT, part, 350, 60, BlendMode.NORMAL, orientation, frame);
        Overlay drawn = TurnedOverlay.of(
                new DrawnOverlay(drawing(), Shade.LIGHT, part, 350, 60, BlendMode.NORMAL), orientation, frame);
        assertThat(whole).isInstanceOf(Layer.class);
        assertThat(drawn.bounds()).isEqualTo(whole.bounds());
        Random random = new Random(1);
        for (int round = 0; round < 60; round++) {
            Box box = new Box(
                    random.nextInt(stored.width()) - 20,
                    random.nextInt(stored.height()) - 20,
                    1 + random.nextInt(700),
                    1 + random.nextInt(40));
            int[] expected = new int[(int) box.pixels()];
            int[] pixels = new int[(int) box.pixels()];
            whole.read(box, expected);
            drawn.read(box, pixels);
            assertThat(pixels).isEqualTo(expected);
            Box block = new Box(box.x(), box.y(), 8, 8);
            assertThat(drawn.isClear(block)).isEqualTo(whole.isClear(block));
        }
    }

    @Test
    void aLetterPaintedInPartsIsTheLetterPaintedAtOnce() {
        TextMark mark = TextMark.of("Sg\u00E9")
                .size(Length.pixels(220))
                .outline(Outline.standard())
                .placement(Placement.anchored(Anchor.CENTRE).rotation(17))
                .build();
        Frame frame = Frame.of(SamplePicture.of(700, 600, 0));
        TypesetText text =
                TypesetText.of("Sg\u00E9", mark, 0, Alignment.LEFT, new Typefaces(), MissingGlyphs.REFUSE, note -> {});
        Drawing drawing = TextDrawing.of(text, mark, frame, 17, 1);
        Box bounds = drawing.bounds();
        int[] whole = new int[(int) bounds.pixels()];
        drawing.paint(bounds, Shade.LIGHT, whole);
        int side = 61;
        int[] tile = new int[side * side];
        int visible = 0;
        for (int y = bounds.y(); y < bounds.bottom(); y += side) {
            for (int x = bounds.x(); x < bounds.right(); x += side) {
                Box part = new Box(x, y, side, side).intersection(bounds);
                drawing.paint(part, Shade.LIGHT, tile);
                for (int i = 0; i < part.pixels(); i++) {
                    int column = part.x() + i % part.width() - bounds.x();
                    int row = part.y() + i / part.width() - bounds.y();
                    assertThat(tile[i]).isEqualTo(whole[row * bounds.width() + column]);
                    visible += tile[i] == 0 ? 0 : 1;
                }
            }
        }
        assertThat(visible).isGreaterThan(10_000);
    }

    @Test
    void aMarkOverAHugePictureIsNotInMemoryAsAWhole() {
        PictureView huge = SamplePicture.sized(30_000, 20_000);
        TextMark mark = TextMark.of("SAMPLE")
                .size(Length.percent(30))
                .placement(Placement.anchored(Anchor.CENTRE).rotation(30))
                .build();
        Overlay overlay =
                new MarkRenderer().render(Watermark.of(mark), huge).overlays().get(0);
        assertThat(overlay).isInstanceOf(DrawnOverlay.class);
        assertThat(overlay.bounds().pixels()).isGreaterThan(300_000_000);
        int[] middle = new int[16 * 16];
        overlay.read(new Box(15_000, 10_000, 16, 16), middle);
        assertThat(overlay.isClear(Box.of(16, 16))).isTrue();
    }
}
