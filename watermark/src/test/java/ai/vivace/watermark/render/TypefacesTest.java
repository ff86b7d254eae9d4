package ai.vivace.watermark.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import ai.vivace.watermark.mark.FontChoice;
import ai.vivace.watermark.mark.FontStyle;
import java.awt.Font;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypefacesTest {
    @TempDir
    private Path folder;

    private final Typefaces typefaces = new Typefaces();

    private Path shippedFile() throws IOException {
        Path file = folder.resolve("copy.ttf");
        try (InputStream in = Typefaces.class.getResourceAsStream("DejaVuSans.ttf")) {
            Files.copy(Objects.requireNonNull(in), file);
        }
        return file;
    }

    @Test
    void theShippedFamilyHasFourStyles() {
        assertThat(typefaces.font(FontChoice.SHIPPED, FontStyle.REGULAR).getFontName(Locale.ENGLISH))
                .isEqualTo("DejaVu Sans");
        assertThat(typefaces
                        .font(FontChoice.parse("dejavu sans"), FontStyle.BOLD)
                        .getFontName(Locale.ENGLISH))
                .isEqualTo("DejaVu Sans Bold");
        assertThat(width(FontStyle.BOLD)).isGreaterThan(width(FontStyle.REGULAR) * 1.05);
        assertThat(width(FontStyle.ITALIC)).isGreaterThan(width(FontStyle.REGULAR) * 1.05);
    }

    private double width(FontStyle style) {
        Font font = typefaces.font(FontChoice.SHIPPED, style).deriveFont(100f);
        return font.createGlyphVector(Glyphs.CONTEXT, "H")
                .getOutline()
                .getBounds2D()
                .getWidth();
    }

    @Test
    void aFontIsReadFromAFile() throws IOException {
        Font font = typefaces.font(FontChoice.parse(shippedFile().toString()), FontStyle.REGULAR);
        assertThat(font.getFontName(Locale.ENGLISH)).isEqualTo("DejaVu Sans");
    }

    @Test
    void aFontThatIsNotThereIsRefused() throws IOException {
        assertThatThrownBy(() -> typefaces.font(FontChoice.parse("Dejavu Sanss Mono Nowhere"), FontStyle.REGULAR))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("There is no font \"Dejavu Sanss Mono Nowhere\" on this machine.")
                .hasMessageEndingWith("Give the path of a TTF or OTF file, or \"DejaVu Sans\", which comes along.");
        Path missing = folder.resolve("missing.ttf");
        assertThatThrownBy(() -> typefaces.font(FontChoice.parse(missing.toString()), FontStyle.REGULAR))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("There is no font file " + missing);
        Path text = Files.writeString(folder.resolve("text.otf"), "no font", StandardCharsets.UTF_8);
        assertThatThrownBy(() -> typefaces.font(FontChoice.parse(text.toString()), FontStyle.REGULAR))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("is no TrueType or OpenType font");
    }

    @Test
    void charactersThatAreNotDrawnNeedNoGlyph() {
        assertThat(Glyphs.isInvisible(' ')).isTrue();
        assertThat(Glyphs.isInvisible(0x200D)).isTrue();
        assertThat(Glyphs.isInvisible(0xFE0F)).isTrue();
        assertThat(Glyphs.isInvisible('a')).isFalse();
        Font shipped = typefaces.shipped(FontStyle.REGULAR);
        assertThat(Glyphs.draws(shipped, 'a')).isTrue();
        assertThat(Glyphs.draws(shipped, 0x1F600))
                .as("a smiling face in one colour")
                .isTrue();
        assertThat(Glyphs.draws(shipped, 0xE9F7)).isFalse();
    }
}
