package ai.vivace.watermark.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureFormatTest {
    @ParameterizedTest
    @CsvSource({
        "ffd8ffe0, JPEG",
        "89504e470d0a1a0a, PNG",
        "474946383961, GIF",
        "474946383761, GIF",
        "49492a00, TIFF",
        "4d4d002a, TIFF",
        "4d4d002b, TIFF",
        "524946460000000057454250, WEBP",
        "424d3a00000000000000360000002800000001, BMP"
    })
    void aFormatIsKnownByHowAFileBegins(String hex, PictureFormat format) {
        assertThat(PictureFormat.of(HexFormat.of().parseHex(hex))).isEqualTo(format);
    }

    @ParameterizedTest
    @CsvSource({
        "....ftypheic, HEIC",
        "....ftypavif, AVIF",
        "8BPS, Photoshop",
        "%PDF-1.7, PDF",
        "<svg xmlns, SVG",
        "<!DOCTYPE html>, web page",
        "PK.., ZIP"
    })
    void aFormatThatIsNotReadIsNamedWithAdvice(String begin, String name) {
        byte[] file = begin.getBytes(StandardCharsets.ISO_8859_1);
        if (begin.startsWith("PK")) {
            file = new byte[] {'P', 'K', 3, 4};
        }
        byte[] given = file;
        assertThatThrownBy(() -> PictureFormat.of(given))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(name)
                .hasMessageMatching(".*(first|right)[.?]");
    }

    @Test
    void anEmptyFileIsSaidToBeEmpty() {
        assertThatThrownBy(() -> PictureFormat.of(new byte[0]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("empty");
    }

    @Test
    void whatIsNoPictureIsShownByItsFirstBytes() {
        assertThatThrownBy(() -> PictureFormat.of("Hello, world".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("48 65 6c 6c 6f 2c 20 77");
    }

    @Test
    void namesGiveFormatsWhateverTheirCase() {
        assertThat(PictureFormat.ofName("a/b.JPEG")).contains(PictureFormat.JPEG);
        assertThat(PictureFormat.ofName("b.tif")).contains(PictureFormat.TIFF);
        assertThat(PictureFormat.ofName("b.txt")).isEmpty();
    }
}
