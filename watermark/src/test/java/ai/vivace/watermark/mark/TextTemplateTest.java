package ai.vivace.watermark.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTemplateTest {
    private final List<String> notes = new ArrayList<>();

    private record Values(String fileName, Map<String, String> tags) implements PlaceholderValues {
        @Override
        public LocalDateTime date() {
            return LocalDateTime.of(2026, 11, 3, 9, 5, 7);
        }

        @Override
        public long number() {
            return 42;
        }

        @Override
        public int width() {
            return 4000;
        }

        @Override
        public int height() {
            return 3000;
        }

        @Override
        public Optional<String> exif(String tag) {
            return Optional.ofNullable(tags.get(tag));
        }
    }

    private String fill(String text) {
        Map<String, String> tags = Map.of(
                "Make", "NIKON CORPORATION",
                "Model", "NIKON D750",
                "DateTimeOriginal", "2024:05:06 07:08:09",
                "Artist", "Jane\nDoe\u0007");
        return TextTemplate.parse(text).fill(new Values("IMG.0001.jpeg", tags), notes::add);
    }

    @ParameterizedTest
    @CsvSource({
        "{filename}, IMG.0001.jpeg",
        "{name}, IMG.0001",
        "{extension}, jpeg",
        "{date}, 2026-11-03",
        "{date:d MMMM yyyy HH:mm}, 3 November 2026 09:05",
        "{n}/{n:04}/{N:06}, 42/0042/000042",
        "{width}x{height:05}, 4000x03000",
        "{camera}, NIKON D750",
        "{exif:DateTimeOriginal}, 2024:05:06 07:08:09",
        "© {exif:DateTimeOriginal:yyyy} J, © 2024 J",
        "{exif:Artist}, Jane Doe",
        "{{n}}, {n}"
    })
    void aPlaceholderIsWhatThePictureSays(String text, String filled) {
        assertThat(fill(text)).isEqualTo(filled);
        assertThat(notes).isEmpty();
    }

    @Test
    void whatThePictureDoesNotSayIsLeftEmptyAndNoted() {
        assertThat(fill("[{exif:LensModel}] [{exif:Model:yyyy}]")).isEqualTo("[] []");
        assertThat(notes)
                .containsExactly(
                        "The picture has no Exif tag LensModel; its place is left empty.",
                        "The Exif tag Model is no date, but \"NIKON D750\"; its place is left empty.");
    }

    @Test
    void aMakerThatTheModelDoesNotRepeatIsInFrontOfIt() {
        Values values = new Values("a", Map.of("Make", "SONY", "Model", "ILCE-7M3"));
        assertThat(TextTemplate.parse("{camera}").fill(values, notes::add)).isEqualTo("SONY ILCE-7M3");
        assertThat(TextTemplate.parse("{name}|{extension}").fill(values, notes::add))
                .isEqualTo("a|");
    }

    @Test
    void aLongTextIsCutAndNoted() {
        Values values = new Values("a", Map.of("ImageDescription", "x".repeat(70_000)));
        assertThat(TextTemplate.parse("{exif:ImageDescription}").fill(values, notes::add))
                .hasSize(2000);
        assertThat(notes).containsExactly("The text has 70000 characters; only the first 2000 are drawn.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{filname}|Unknown placeholder \"{filname}\". Did you mean \"{filename}\"? Known: {filename}, {name},",
                "{date|a placeholder is not closed",
                "date}|a brace is closed that is not open",
                "{n:4}|expected a number of digits such as {n:04}",
                "{name:3}|this placeholder has no format",
                "{date:qqqq yy zzz b}|expected a pattern of dates",
                "{date:z}|expected a pattern of dates",
                "{exif}|names a tag",
                "{exif:Date/Time}|names a tag",
                "'  '|visible character"
            })
    void aTextThatSaysNothingSensibleIsRefused(String text, String message) {
        assertThatThrownBy(() -> TextTemplate.parse(text))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(message);
    }
}
