package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {
    @ParameterizedTest
    @CsvSource({
        "{name}-marked.{extension}, p/photo.JPG, photo-marked.JPG",
        "{name}-marked.{extension}, a.b.jpeg,    a.b-marked.jpeg",
        "{name}-marked.{extension}, noextension, noextension-marked",
        "{name}-marked.{extension}, $1.png,      $1-marked.png",
        "web_{n:04}.{extension},    photo.png,   web_0007.png",
        "{n}.{extension},           photo.png,   7.png",
        "{n:3}_{name}.x,            photo.png,   007_photo.x",
    })
    void placeholdersAreFilled(String pattern, String file, String name) {
        assertThat(new NamePattern(pattern).name(Path.of(file), 7, Optional.empty()))
                .isEqualTo(name);
    }

    @Test
    void theExtensionThatIsAskedForStandsForThePictures() {
        assertThat(NamePattern.MARKED.name(Path.of("a.tiff"), 1, Optional.of("png")))
                .isEqualTo("a-marked.png");
        assertThat(NamePattern.SAME.name(Path.of("a"), 1, Optional.of("png"))).isEqualTo("a.png");
    }

    @ParameterizedTest
    @CsvSource({
        "{nam}.jpg,            Did you mean \"\"name\"\"?",
        "{name:04}.jpg,        only {n} takes a number of digits",
        "out/{name}.jpg,       one name without folders",
        "{name.jpg,            braces only around placeholders",
        "marked.{extension},   the same name",
    })
    void whatIsNoPatternIsToldWithTheReason(String pattern, String reason) {
        assertThatThrownBy(() -> new NamePattern(pattern))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(pattern)
                .hasMessageContaining(reason.replace("\"\"", "\""));
    }
}
