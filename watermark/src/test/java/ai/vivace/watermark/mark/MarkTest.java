package ai.vivace.watermark.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void anOpacityIsZeroToOne(double opacity) {
        assertThatThrownBy(() -> TextMark.of("a").opacity(opacity).build())
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("The opacity of a mark is 0 to 1, but came ");
        assertThatThrownBy(() -> LogoMark.of(Path.of("a.png")).opacity(opacity).build())
                .isInstanceOf(InputException.class);
    }

    @Test
    void sizesAreAboveZeroAndOfThePicture() {
        assertThatThrownBy(() -> TextMark.of("a").size(Length.ZERO).build())
                .hasMessage("The size of a text must be above zero, but came 0px.");
        assertThatThrownBy(() -> TextMark.of("a").size(Length.em(1)).build())
                .hasMessage("The size of a text is measured in px, pt or % of the picture, but came 1em.");
        assertThatThrownBy(() ->
                        LogoMark.of(Path.of("a.png")).height(Length.percent(-1)).build())
                .hasMessage("The height of a logo must be above zero, but came -1%.");
        assertThatThrownBy(() -> new Outline(Length.pixels(-1), Fill.AUTOMATIC))
                .hasMessage("The width of an outline must not be below zero, but came -1px.");
        assertThatThrownBy(() -> Shadow.standard().blur(Length.em(-1)))
                .hasMessage("The blur of a shadow must not be below zero, but came -1em.");
    }

    @Test
    void aLogoIsAFifthOfTheShortSideWideUnlessItHasAHeight() {
        LogoMark.Builder logo = LogoMark.of(Path.of("a.png"));
        assertThat(logo.build().width()).contains(Length.percent(20));
        assertThat(logo.height(Length.percent(5)).build().width()).isEmpty();
    }

    @Test
    void aBuilderHasAllOfItsMark() {
        TextMark text = TextMark.of("a")
                .font(FontChoice.parse("x.ttf"))
                .style(FontStyle.BOLD)
                .size(Length.pixels(9))
                .fill(Colour.BLACK)
                .outline(Outline.standard())
                .noShadow()
                .letterSpacing(Length.em(0.1))
                .lineSpacing(2)
                .alignment(Alignment.CENTRE)
                .placement(Placement.tiled())
                .opacity(0.1)
                .mode(Mark.parseMode("soft-light"))
                .build();
        assertThat(text.change().build()).isEqualTo(text);
        LogoMark logo = LogoMark.of(LogoSource.bytes(new byte[] {1}))
                .height(Length.pixels(9))
                .fill(Fill.AUTOMATIC)
                .placement(Placement.tiled())
                .opacity(0.1)
                .mode(Mark.parseMode("screen"))
                .build();
        assertThat(logo.change().build()).isEqualTo(logo);
        assertThat(logo.width()).isEqualTo(Optional.empty());
    }

    @Test
    void aWatermarkHasAMark() {
        assertThatThrownBy(() -> Watermark.of(List.of())).hasMessage("A watermark has 1 to 100 marks, but came 0.");
    }

    @Test
    void bytesOfALogoAreCopied() {
        byte[] content = {1, 2};
        LogoSource.LogoBytes source = (LogoSource.LogoBytes) LogoSource.bytes(content);
        content[0] = 9;
        source.content()[1] = 9;
        assertThat(source.content()).containsExactly(1, 2);
        assertThat(LogoSource.parse(source.toString())).isEqualTo(source);
    }

    @Test
    void namesOfChoicesAreReadWithHints() {
        assertThatThrownBy(() -> Mark.parseMode("multipli")).hasMessageContaining("Did you mean \"multiply\"?");
        assertThatThrownBy(() -> FontStyle.parse("fat")).hasMessageStartingWith("Unknown font style \"fat\".");
        assertThatThrownBy(() -> FontChoice.parse(" ")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> FontChoice.parse("\0.ttf")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> LogoSource.parse("\0")).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> LogoSource.parse("data:;base64,***")).isInstanceOf(InputException.class);
    }
}
