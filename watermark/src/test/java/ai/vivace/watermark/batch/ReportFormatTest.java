package ai.vivace.watermark.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.vivace.base.InputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportFormatTest {
    private static final BatchReport REPORT = new BatchReport(
            List.of(
                    PictureOutcome.written(
                            new PictureTask(1, Path.of("a, b.jpg"), Path.of("a, b.jpg"), Path.of("out.jpg")),
                            new Processed(new byte[0], "blocks", 12, 4000, List.of("one", "the \"other\"")),
                            0.0625),
                    PictureOutcome.failed(
                            new PictureTask(2, Path.of("c.jpg"), Path.of("c.jpg"), Path.of("o.jpg")),
                            "No\npicture.",
                            0)),
            List.of(),
            1);

    @Test
    void commaSeparatedValuesHaveAHeaderAndQuotesWhereNeeded() {
        assertThat(ReportFormat.of(Path.of("r.CSV")).text(REPORT)).isEqualTo("""
                        number,source,target,status,way,changed,units,seconds,notes,reason
                        1,"a, b.jpg",out.jpg,written,blocks,12,4000,0.063,"one; the ""other""\",
                        2,c.jpg,o.jpg,failed,,0,0,0.000,,"No
                        picture."
                        """);
    }

    @Test
    void jsonHasAnObjectALine() {
        assertThat(ReportFormat.of(Path.of("r.jsonl")).text(REPORT).lines())
                .containsExactly(
                        "{\"number\":1,\"source\":\"a, b.jpg\",\"target\":\"out.jpg\",\"status\":\"written\",\"way\":\"blocks\","
                                + "\"changed\":12,\"units\":4000,\"seconds\":0.063,\"notes\":[\"one\",\"the \\\"other\\\"\"],"
                                + "\"reason\":\"\"}",
                        "{\"number\":2,\"source\":\"c.jpg\",\"target\":\"o.jpg\",\"status\":\"failed\",\"way\":\"\","
                                + "\"changed\":0,\"units\":0,\"seconds\":0.000,\"notes\":[],\"reason\":\"No\\npicture.\"}");
    }

    @Test
    void anotherEndOfTheNameIsRefused() {
        assertThatThrownBy(() -> ReportFormat.of(Path.of("r.txt")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(".csv, .jsonl or .ndjson");
    }
}
