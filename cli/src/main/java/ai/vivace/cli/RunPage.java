package ai.vivace.cli;

import ai.vivace.learn.Evaluation;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A training as a page to read. */
final class RunPage {
    /** The folder that suggestions draw answers into. */
    static final String DRAWN = "drawn";

    private RunPage() {}

    static HtmlReport of(RunResult result, RunCharts charts) {
        Training training = result.training();
        HtmlReport.Builder page = HtmlReport.of(
                        "Training on " + result.settings().data().name())
                .subtitle(training.network() + ", " + epochs(training.epochs()) + ", seed "
                        + result.settings().seed());
        result.answers().scores().forEach(page::card);
        page.card(
                        "validation loss",
                        String.format(Locale.ROOT, "%.4f", result.evaluation().loss()))
                .card("learning rate", result.rate().text())
                .card(
                        "parameters",
                        String.format(
                                Locale.ROOT, "%,d", result.learner().model().parameterCount()));
        charts.finder().ifPresent(chart -> page.section("Learning rate")
                .paragraph("The rate is " + result.rate().text() + ": "
                        + result.rate().reason()
                        + ". The finder trains for a few batches while the rate rises; the loss falls where the network"
                        + " learns and explodes where steps are too long.")
                .chart(chart));
        page.section("Training").chart(charts.loss()).chart(charts.rate()).table(history(result));
        result.answers().addTo(page.section("Answers"), charts.answers());
        page.section("How to use the model")
                .paragraph("From the command line, in this folder:")
                .code("vivace predict " + RunReport.MODEL + " " + SamplePictures.FOLDER
                        + (result.answers().areSeen() ? " --draw " + DRAWN : ""))
                .paragraph("From Java:")
                .code(result.answers().java());
        page.section("Settings").code(result.settings().toJson().toPrettyString());
        return page.build();
    }

    private static TextTable history(RunResult result) {
        List<String> metrics = result.history().metrics();
        List<String> headers = new ArrayList<>(List.of("epoch", "train loss", "validation loss"));
        metrics.forEach(name -> headers.add(name.replace('_', ' ')));
        TextTable.Builder table = TextTable.of(headers.toArray(String[]::new));
        result.history().epochs().forEach(row -> {
            Evaluation evaluation = row.evaluation();
            List<@Nullable Object> cells = new ArrayList<>(List.of(row.epoch(), row.trainLoss()));
            cells.add(evaluation == null ? null : evaluation.loss());
            metrics.forEach(name -> cells.add(
                    evaluation == null ? null : evaluation.metric(name).orElse(null)));
            table.row(cells.toArray());
        });
        return table.build();
    }

    private static String epochs(int count) {
        return count == 1 ? "1 epoch" : count + " epochs";
    }
}
