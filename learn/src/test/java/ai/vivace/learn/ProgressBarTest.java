package ai.vivace.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.plot.TerminalStyle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressBarTest {
    private static final String ERASE = "\r\u001b[K";

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    /** A clock on which each look costs some milliseconds. */
    private static LongSupplier clock(long millis) {
        long[] now = new long[1];
        return () -> now[0] += millis * 1_000_000;
    }

    @Test
    void linesAreAnAlignedTableWithoutEscapeCodes() {
        try (Learner learner = Blobs.simple(ProgressBar.lines(out))) {
            learner.fit(2, 0.1);
        }
        List<String> lines = text.toString().lines().toList();
        assertThat(text.toString())
                .doesNotContain("\r")
                .doesNotContain("\u001b")
                .endsWith(System.lineSeparator());
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).matches("epoch +train_loss +valid_loss +accuracy +time");
        assertThat(lines.get(2)).matches(" +1( +\\d\\.\\d{6}){3} +\\d\\d:\\d\\d");
        assertThat(lines).extracting(String::length).containsOnly(lines.get(0).length());
    }

    @Test
    void aNarrowTerminalGetsAShorterLine() {
        ProgressBar bar = ProgressBar.live(out, TerminalStyle.ascii().columns(55), clock(110));
        try (Learner learner = Blobs.simple(bar)) {
            learner.fit(1, 0.1);
        }
        List<String> drawn = Pattern.compile("\r([^\r\u001b]+)\u001b")
                .matcher(text.toString())
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(drawn).isNotEmpty().allMatch(line -> line.length() <= 54);
    }

    @Test
    void columnsOfLongNamesStayAligned() {
        HistoryTable table = new HistoryTable(List.of("a_metric_with_a_long_name", "b"));
        Evaluation evaluation = new Evaluation(1, Map.of("a_metric_with_a_long_name", 0.5, "b", 1.0));
        assertThat(table.row(new EpochRow(0, 1, evaluation, 4, 61)))
                .hasSameSizeAs(table.header())
                .endsWith("01:01");
    }

    @ParameterizedTest
    @ValueSource(longs = {110, 100_000_000})
    void barFitsIntoATerminalAndMakesPlaceForTheLine(long millis) {
        ProgressBar bar = ProgressBar.live(out, TerminalStyle.ascii(), clock(millis));
        try (Learner learner = Blobs.simple(bar)) {
            learner.fit(2, 0.1);
        }
        List<String> drawn = Arrays.stream(text.toString().split("\r", -1))
                .filter(line -> line.contains("%"))
                .map(line -> line.substring(0, line.indexOf('\u001b')))
                .toList();
        assertThat(drawn).hasSize(8).allSatisfy(line -> assertThat(line).hasSizeLessThan(80));
        assertThat(drawn.get(5)).containsPattern("#+-+  50%  epoch 2/2  loss \\d\\.\\d{4}");
        assertThat(text.toString()).contains(ERASE + "    0 ").contains(ERASE + "    1 ");
        assertThat(afterLastErase()).matches("(?s) +1( +\\d\\.\\d{6}){3} +\\d\\d:\\d\\d\\R");
    }

    @Test
    void barIsDrawnTenTimesASecondAtMost() {
        ProgressBar bar = ProgressBar.live(out, TerminalStyle.unicode(), clock(40));
        try (Learner learner = Blobs.simple(bar)) {
            learner.fit(1, 0.1);
        }
        assertThat(text.toString().split("%", -1)).hasSize(1 + 1);
        assertThat(text.toString()).contains("█");
    }

    @Test
    void barIsGoneWhenTrainingFails() {
        ProgressBar bar = ProgressBar.live(out, TerminalStyle.ascii(), clock(200));
        try (Learner learner = Blobs.simple(bar, Events.failingAt("beforeValidation"))) {
            assertThatThrownBy(() -> learner.fit(1, 0.1)).hasMessageContaining("beforeValidation");
        }
        assertThat(text.toString()).contains("100%");
        assertThat(afterLastErase()).isEmpty();
    }

    private String afterLastErase() {
        return text.toString().substring(text.toString().lastIndexOf(ERASE) + ERASE.length());
    }
}
