package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Layer;
import ai.vivace.watermark.layer.Orientation;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.TextMark;
import ai.vivace.watermark.mark.Watermark;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TiledOverlayTest {
    private static final Box PICTURE = Box.of(100, 80);

    private static Overlay dots(Lattice lattice) {
        return new TiledOverlay(
                new Layer(new Box(0, 0, 1, 1), new int[] {0xFF00FF00}, BlendMode.NORMAL), lattice, PICTURE);
    }

    private static Set<String> places(Overlay overlay) {
        int[] argb = new int[(int) PICTURE.pixels()];
        overlay.read(PICTURE, argb);
        Set<String> places = new HashSet<>();
        for (int i = 0; i < argb.length; i++) {
            if (argb[i] != 0) {
                places.add(i % PICTURE.width() + "," + i / PICTURE.width());
            }
        }
        return places;
    }

    @Test
    void marksAreInStaggeredRowsAboutTheMiddle() {
        Set<String> expected = new HashSet<>();
        for (int row = -1; row <= 1; row++) {
            for (int x = 50 - 3 * 20 + (row == 0 ? 0 : 5); x < 100; x += 20) {
                if (x >= 0) {
                    expected.add(x + "," + (40 + 30 * row));
                }
            }
        }
        // A quarter of 20 is 5; the row above is shifted back by it, which is forward by 15.
        expected.removeIf(place -> place.endsWith(",10"));
        for (int x = 5; x < 100; x += 20) {
            expected.add(x + ",10");
        }
        assertThat(places(dots(new Lattice(50, 40, 20, 30, 0.25, Turn.of(0))))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 30, -45, 90, 137.5})
    void aTurnedTilingIsAsDenseAsAStraightOne(double angle) {
        int count =
                places(dots(new Lattice(50, 40, 8, 10, 0.5, Turn.of(angle)))).size();
        assertThat(count).isBetween(90, 110);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 30, -45, 180, 211})
    void anyPartIsWhatTheWholeHasThere(double angle) {
        Random random = new Random(11);
        int[] mark = random.ints(17 * 9)
                .map(pixel -> random.nextInt(3) == 0 ? pixel : 0)
                .toArray();
        Overlay overlay = new TiledOverlay(
                new Layer(new Box(-8, -4, 17, 9), mark, BlendMode.NORMAL),
                new Lattice(50, 40, 12.3, 7.7, 0.5, Turn.of(angle)),
                PICTURE);
        Box around = new Box(-10, -10, 120, 100);
        int[] whole = new int[(int) around.pixels()];
        overlay.read(around, whole);
        for (int round = 0; round < 200; round++) {
            Box part = new Box(
                            random.nextInt(110) - 10,
                            random.nextInt(90) - 10,
                            1 + random.nextInt(16),
                            1 + random.nextInt(16))
                    .intersection(around);
            int[] some = new int[(int) part.pixels()];
            Arrays.fill(some, 77);
            overlay.read(part, some);
            boolean clear = true;
            for (int i = 0; i < some.length; i++) {
                int x = part.x() + i % part.width() + 10;
                int y = part.y() + i / part.width() + 10;
                assertThat(some[i]).isEqualTo(whole[y * around.width() + x]);
                clear &= some[i] >>> 24 == 0;
            }
            assertThat(overlay.isClear(part) && !clear)
                    .as("what is clear has no pixel")
                    .isFalse();
        }
        assertThat(overlay.isClear(new Box(-10, 0, 10, 80))).isTrue();
    }

    @Test
    void marksThatOverlapAreDrawnOverEachOther() {
        Layer half =
                new Layer(Box.of(4, 1), new int[] {0x80FFFFFF, 0x80FFFFFF, 0x80FFFFFF, 0x80FFFFFF}, BlendMode.NORMAL);
        Overlay overlay = new TiledOverlay(half, new Lattice(0, 0, 3, 10, 0, Turn.of(0)), PICTURE);
        int[] row = new int[7];
        overlay.read(new Box(3, 0, 7, 1), row);
        // 128 over 128 of 255 is 192.
        assertThat(row)
                .containsExactly(0xC0FFFFFF, 0x80FFFFFF, 0x80FFFFFF, 0xC0FFFFFF, 0x80FFFFFF, 0x80FFFFFF, 0xC0FFFFFF);
    }

    @Test
    void aTilingCoversAllOfThePicture() {
        SamplePicture picture = SamplePicture.of(900, 700, 0);
        TextMark mark = TextMark.of("© Jane Doe").placement(Placement.tiled()).build();
        Overlay overlay = new MarkRenderer()
                .render(Watermark.of(mark), picture)
                .overlays()
                .get(0);
        assertThat(overlay).isInstanceOf(TiledOverlay.class);
        assertThat(overlay.bounds()).isEqualTo(picture.box());
        for (int y = 0; y < 700; y += 175) {
            for (int x = 0; x < 900; x += 225) {
                assertThat(overlay.isClear(new Box(x, y, 225, 175))).isFalse();
            }
        }
    }

    @Test
    void theSpacingIsBetweenMarks() {
        SamplePicture picture = SamplePicture.of(400, 300, 0);
        TextMark mark = TextMark.of("I")
                .noShadow()
                .size(Length.pixels(40))
                .placement(Placement.tiled().angle(0).stagger(0).spacing(Length.pixels(21), Length.pixels(12)))
                .build();
        Overlay overlay = new MarkRenderer()
                .render(Watermark.of(mark), picture)
                .overlays()
                .get(0);
        int[] row = new int[400];
        overlay.read(new Box(0, 150, 400, 1), row);
        int run = 0;
        Set<Integer> gaps = new HashSet<>();
        for (int x = 100; x < 400; x++) {
            if (row[x] == 0) {
                run++;
            } else {
                gaps.add(run);
                run = 0;
            }
        }
        gaps.remove(0);
        assertThat(gaps).allMatch(gap -> gap < 15 || (gap >= 20 && gap <= 22)).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Orientation.class)
    void aTilingRisesAsThePictureIsShown(Orientation orientation) {
        TextMark mark = TextMark.of("Rise").placement(Placement.tiled()).build();
        SamplePicture upright = SamplePicture.of(200, 150, 0);
        MarkRenderer renderer = new MarkRenderer();
        int[] shown = upright.with(renderer.render(Watermark.of(mark), upright).overlays());
        Box size = orientation.shown(upright.box());
        SamplePicture turned = SamplePicture.of(size.width(), size.height(), orientation, 0);
        int[] stored = turned.with(renderer.render(Watermark.of(mark), turned).overlays());
        for (int i = 0; i < shown.length; i++) {
            Box there = orientation.stored(new Box(i % 200, i / 200, 1, 1), size.width(), size.height());
            assertThat(stored[there.y() * size.width() + there.x()]).isEqualTo(shown[i]);
        }
    }
}
