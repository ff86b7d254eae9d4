package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.layer.BlendMode;
import ai.vivace.watermark.layer.Box;
import ai.vivace.watermark.layer.Overlay;
import ai.vivace.watermark.mark.Anchor;
import ai.vivace.watermark.mark.Colour;
import ai.vivace.watermark.mark.Fill;
import ai.vivace.watermark.mark.Length;
import ai.vivace.watermark.mark.LogoMark;
import ai.vivace.watermark.mark.LogoSource;
import ai.vivace.watermark.mark.Placement;
import ai.vivace.watermark.mark.Watermark;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogoRenderingTest {
    private static final Placement.At CORNER = Placement.at(Length.ZERO, Length.ZERO);

    private final MarkRenderer renderer = new MarkRenderer();
    private final SamplePicture black = SamplePicture.of(64, 48, 0);

    private static byte[] file(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage image(int width, int height, int type, int... pixels) {
        BufferedImage image = new BufferedImage(width, height, type);
        image.setRGB(0, 0, width, height, pixels, 0, width);
        return image;
    }

    private static LogoMark.Builder png(int width, int height, int... pixels) throws IOException {
        byte[] content = file(image(width, height, BufferedImage.TYPE_INT_ARGB, pixels), "png");
        return logo(content).width(Length.pixels(width));
    }

    private static LogoMark.Builder logo(byte[] content) {
        return LogoMark.of(LogoSource.bytes(content)).opacity(1).placement(CORNER);
    }

    private static LogoMark.Builder svg(String body) {
        return logo(("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 10 10\">" + body + "</svg>")
                .getBytes(StandardCharsets.UTF_8));
    }

    private int[] pixels(LogoMark.Builder mark, Box box) {
        Overlay overlay =
                renderer.render(Watermark.of(mark.build()), black).overlays().get(0);
        int[] argb = new int[(int) box.pixels()];
        overlay.read(box, argb);
        return argb;
    }

    @Test
    void aLogoOfItsOwnSizeHasItsOwnPixels() throws IOException {
        int[] own = {0xFF102030, 0x80FF0001, 0x01FFFFFF, 0x00000000, 0x7F7F7F7F, 0xFEFEFEFE};
        assertThat(pixels(png(3, 2, own), Box.of(3, 2))).containsExactly(own);
    }

    @Test
    void opacityMultipliesAlphaAndLeavesColoursAlone() throws IOException {
        int[] own = {0xFF102030, 0x80FF0001, 0x01FFFFFF};
        assertThat(pixels(png(3, 1, own).opacity(0.5), Box.of(3, 1)))
                .containsExactly(0x80102030, 0x40FF0001, 0x01FFFFFF);
        assertThat(pixels(png(3, 1, own).opacity(0.2), Box.of(3, 1))).containsExactly(0x33102030, 0x1AFF0001, 0);
    }

    @Test
    void aFillPaintsAllPixelsAsOpaqueAsTheyAre() throws IOException {
        int[] own = {0xFF102030, 0x80FF0001, 0x00FFFFFF};
        assertThat(pixels(png(3, 1, own).fill(Fill.of(Colour.parse("#336699"))), Box.of(3, 1)))
                .containsExactly(0xFF336699, 0x80336699, 0);
        Rendering automatic =
                renderer.render(Watermark.of(png(3, 1, own).fill(Fill.AUTOMATIC).build()), black);
        assertThat(automatic.colours().get(0).colour()).isEqualTo(Colour.WHITE);
    }

    @Test
    void aTransparentNeighbourLeavesNoEdge() throws IOException {
        // Green is hidden in what is transparent; no green may come out where both are mixed.
        int[] own = new int[64];
        for (int i = 0; i < 64; i++) {
            own[i] = i % 8 < 4 ? 0xFFFF0000 : 0x0000FF00;
        }
        int[] small = pixels(png(8, 8, own).width(Length.pixels(5)), Box.of(5, 5));
        assertThat(Arrays.stream(small)).allMatch(pixel -> pixel == 0 || (pixel & 0xFFFFFF) == 0xFF0000);
        assertThat(small[12] >>> 24).isBetween(100, 155);
        int[] large = pixels(png(8, 8, own).width(Length.pixels(30)), Box.of(30, 30));
        assertThat(Arrays.stream(large)).allMatch(pixel -> pixel == 0 || (pixel & 0xFFFFFF) == 0xFF0000);
    }

    @Test
    void aSmallerLogoIsTheMeanOfItsPixels() throws IOException {
        Random random = new Random(5);
        int[] own = random.ints(120 * 80)
                .map(grey -> 0xFF000000 | (grey & 0xFF) * 0x10101)
                .toArray();
        int[] small = pixels(png(120, 80, own).width(Length.pixels(3)), Box.of(3, 2));
        double mean = Arrays.stream(own).map(pixel -> pixel & 0xFF).average().orElseThrow();
        double smallMean =
                Arrays.stream(small).map(pixel -> pixel & 0xFF).average().orElseThrow();
        assertThat(smallMean).isBetween(mean - 3, mean + 3);
        assertThat(Arrays.stream(small)).allMatch(pixel -> (pixel & 0xFF) > 110 && (pixel & 0xFF) < 145);
    }

    @Test
    void resizingIsThatOfPillow() throws IOException {
        // Pillow 9.4: Image.new("L", ...).resize((4, 1), Image.BICUBIC), and to (11, 1), of these seven greys.
        int[] greys = {0, 40, 250, 90, 10, 200, 130};
        int[] own =
                Arrays.stream(greys).map(grey -> 0xFF000000 | grey * 0x10101).toArray();
        int[] small = pixels(png(7, 1, own).width(Length.pixels(4)).height(Length.pixels(9)), Box.of(4, 1));
        assertThat(Arrays.stream(small).map(pixel -> pixel & 0xFF)).containsExactly(22, 171, 65, 160);
        int[] large = pixels(png(7, 1, own).width(Length.pixels(11)), Box.of(11, 1));
        assertThat(Arrays.stream(large).map(pixel -> pixel & 0xFF))
                .containsExactly(0, 6, 54, 215, 216, 90, 16, 49, 191, 169, 125);
    }

    @Test
    void quartersOfATurnMovePixelsExactly() throws IOException {
        int[] own = {0xFF000001, 0xFF000002, 0xFF000003, 0xFF000004, 0xFF000005, 0xFF000006};
        LogoMark.Builder mark = png(3, 2, own);
        assertThat(pixels(mark.placement(CORNER.rotation(90)), Box.of(2, 3)))
                .containsExactly(0xFF000003, 0xFF000006, 0xFF000002, 0xFF000005, 0xFF000001, 0xFF000004);
        assertThat(pixels(mark.placement(CORNER.rotation(180)), Box.of(3, 2)))
                .containsExactly(0xFF000006, 0xFF000005, 0xFF000004, 0xFF000003, 0xFF000002, 0xFF000001);
        assertThat(pixels(mark.placement(CORNER.rotation(-90)), Box.of(2, 3)))
                .containsExactly(0xFF000004, 0xFF000001, 0xFF000005, 0xFF000002, 0xFF000006, 0xFF000003);
    }

    @Test
    void aTurnedLogoKeepsItsArea() throws IOException {
        int[] own = new int[400];
        Arrays.fill(own, 0xFFFFFFFF);
        LogoMark.Builder mark =
                png(20, 20, own).placement(Placement.anchored(Anchor.CENTRE).rotation(30));
        double area = Arrays.stream(pixels(mark, black.box()))
                        .map(pixel -> pixel >>> 24)
                        .sum()
                / 255.0;
        assertThat(area).isBetween(395.0, 405.0);
    }

    @Test
    void widthAndHeightBoundALogoThatKeepsItsProportions() throws IOException {
        int[] own = new int[200];
        Arrays.fill(own, -1);
        assertThat(SamplePicture.visible(
                        overlay(png(20, 10, own).width(Length.pixels(30)).height(Length.pixels(10))), black.box()))
                .isEqualTo(Box.of(20, 10));
        assertThat(SamplePicture.visible(
                        overlay(png(20, 10, own).width(Length.pixels(10)).height(Length.pixels(10))), black.box()))
                .isEqualTo(Box.of(10, 5));
        assertThat(SamplePicture.visible(overlay(png(20, 10, own).width(Length.percent(25))), black.box()))
                .isEqualTo(Box.of(12, 6));
    }

    private Overlay overlay(LogoMark.Builder mark) {
        return renderer.render(Watermark.of(mark.build()), black).overlays().get(0);
    }

    @Test
    void aDrawingInSvgIsSharpAtEachSize() {
        LogoMark.Builder mark = svg("<rect x=\"2\" y=\"0\" width=\"5\" height=\"10\" fill=\"#336699\"/>");
        for (int size : new int[] {10, 40}) {
            int[] pixels = pixels(mark.width(Length.pixels(size)), Box.of(size, size));
            for (int i = 0; i < pixels.length; i++) {
                boolean inside = i % size >= size / 5 && i % size < 7 * size / 10;
                assertThat(pixels[i]).isEqualTo(inside ? 0xFF336699 : 0);
            }
        }
    }

    @Test
    void aDrawingInSvgFetchesNothing(@TempDir Path folder) throws IOException {
        Path secret = folder.resolve("secret.png");
        ImageIO.write(image(1, 1, BufferedImage.TYPE_INT_RGB, 0xFF0000), "png", secret.toFile());
        LogoMark.Builder mark = svg("<image width=\"10\" height=\"10\" href=\"" + secret.toUri() + "\"/>"
                + "<rect width=\"1\" height=\"1\" fill=\"#fff\"/>");
        int[] pixels = pixels(mark.width(Length.pixels(10)), Box.of(10, 10));
        assertThat(pixels[0]).isEqualTo(-1);
        assertThat(pixels[55]).isZero();
    }

    @Test
    void greysArePixelsAsTheyAreInTheFile() throws IOException {
        BufferedImage grey = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
        grey.getRaster().setPixels(0, 0, 2, 1, new int[] {170, 3});
        assertThat(pixels(logo(file(grey, "png")).width(Length.pixels(2)), Box.of(2, 1)))
                .containsExactly(0xFFAAAAAA, 0xFF030303);
        BufferedImage fine = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        fine.getRaster().setPixels(0, 0, 2, 1, new int[] {170 * 257, 65535});
        assertThat(pixels(logo(file(fine, "png")).width(Length.pixels(2)), Box.of(2, 1)))
                .containsExactly(0xFFAAAAAA, 0xFFFFFFFF);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bmp", "gif", "jpg", "png"})
    void picturesWithoutTransparencyAreDrawnAndNoted(String format) throws IOException {
        int[] own = new int[256];
        Arrays.fill(own, 0xFFFFFF);
        byte[] content = file(image(16, 16, BufferedImage.TYPE_INT_RGB, own), format);
        Rendering rendering = renderer.render(
                Watermark.of(logo(content).width(Length.pixels(16)).build()), black);
        int[] pixel = new int[1];
        rendering.overlays().get(0).read(new Box(8, 8, 1, 1), pixel);
        assertThat(pixel[0]).isEqualTo(-1);
        assertThat(rendering.notes())
                .containsExactly(
                        "The logo of mark 1 has no transparent pixel: all of its rectangle is drawn. Use a PNG or"
                                + " SVG with a transparent ground.");
    }

    @Test
    void anOverlayHasTheModeOfItsMark() throws IOException {
        assertThat(overlay(png(1, 1, -1).mode(BlendMode.SCREEN)).mode()).isEqualTo(BlendMode.SCREEN);
    }

    @Test
    void whatIsNoLogoIsRefused(@TempDir Path folder) throws IOException {
        refused(LogoMark.of(folder.resolve("none.png")), "There is no logo ");
        refused(LogoMark.of(folder), "There is no logo ");
        refused(logo(new byte[0]), "The logo in memory is no PNG, SVG, JPEG, GIF, BMP or WebP. Convert it to PNG.");
        refused(logo("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)), "The logo in memory is no PNG,");
        refused(logo("<svg".getBytes(StandardCharsets.US_ASCII)), "The logo in memory is no SVG that can be drawn");
        byte[] png = file(image(9, 9, BufferedImage.TYPE_INT_ARGB, new int[81]), "png");
        refused(logo(Arrays.copyOf(png, 40)), "The logo in memory cannot be read");
        byte[] bomb = png.clone();
        bomb[16] = 0x7F;
        bomb[20] = 0x7F;
        refused(
                logo(bomb),
                "The logo in memory has 2130706441 x 2130706441 pixels; the most is 20000 on a side and 25000000 in all.");
    }

    private void refused(LogoMark.Builder mark, String message) {
        assertThatThrownBy(() -> renderer.render(Watermark.of(mark.build()), black))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void damagedLogosAreDrawnOrRefusedButNeverBreak() throws IOException {
        Random random = new Random(3);
        int[] own = random.ints(20 * 20).toArray();
        for (String format : new String[] {"png", "gif", "bmp"}) {
            int type = format.equals("bmp") ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB;
            byte[] whole = file(image(20, 20, type, own), format);
            for (int round = 0; round < 150; round++) {
                byte[] damaged =
                        Arrays.copyOf(whole, whole.length - (round % 3 == 0 ? random.nextInt(whole.length) : 0));
                for (int i = 0; i < 3 && damaged.length > 30; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
                }
                try {
                    new MarkRenderer().render(Watermark.of(logo(damaged).build()), black);
                } catch (InputException expected) {
                    assertThat(expected).hasMessageContaining("logo");
                }
            }
        }
    }
}
