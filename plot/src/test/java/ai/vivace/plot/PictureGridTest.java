package ai.vivace.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PictureGridTest {
    private static final Picture RED_BLUE = Picture.rgb(2, 1, new byte[] {(byte) 255, 0, 0, 0, 0, (byte) 255});

    @Test
    void picturesAreEmbeddedWithSharpPixels() throws Exception {
        String svg = PictureGrid.of("Two")
                .picture(RED_BLUE, "first", "second line")
                .build()
                .svg();
        Matcher data = Pattern.compile("data:image/png;base64,([^\"]+)").matcher(svg);
        assertThat(data.find()).isTrue();
        BufferedImage image =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data.group(1))));
        assertThat(image.getWidth()).isEqualTo(256);
        assertThat(image.getRGB(127, 60) & 0xffffff).isEqualTo(0xff0000);
        assertThat(image.getRGB(128, 60) & 0xffffff).isEqualTo(0x0000ff);
        assertThat(svg).contains(">first</text>", ">second line</text>");
    }

    @Test
    void picturesAppearInThePng() throws Exception {
        Chart grid = PictureGrid.of("Two").picture(RED_BLUE).build();
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(grid.png(1)));
        assertThat(image.getRGB(40, 112) & 0xffffff).isEqualTo(0xff0000);
        assertThat(image.getRGB(130, 112) & 0xffffff).isEqualTo(0x0000ff);
    }

    @Test
    void largePicturesAreReducedToMeans() {
        byte[] stripes = new byte[512 * 4];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i % 2 * 200);
        }
        Picture small = Picture.grey(512, 4, stripes).shrink(256);
        assertThat(small.width()).isEqualTo(256);
        assertThat(small.height()).isEqualTo(2);
        assertThat(small.rgb(7, 1)).isEqualTo(0x646464);
    }

    @Test
    void wrongSizesAreRefused() {
        assertThatThrownBy(() -> Picture.grey(2, 2, new byte[3]))
                .isInstanceOf(InputException.class)
                .hasMessage("A picture of 2 x 2 pixels with 1 bytes each needs 4 bytes, but came 3.");
        assertThatThrownBy(() -> Picture.rgb(0, 2, new byte[0])).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> PictureGrid.of("Empty").build()).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> PictureGrid.of("Three").picture(RED_BLUE, "1", "2", "3"))
                .isInstanceOf(InputException.class);
    }
}
