package ai.vivace.cli;

import ai.vivace.base.AtomicFile;
import ai.vivace.plot.Axis;
import ai.vivace.plot.HtmlReport;
import ai.vivace.plot.LineChart;
import ai.vivace.plot.PictureGrid;
import ai.vivace.vision.generate.Dcgan;
import ai.vivace.vision.generate.GanEpoch;
import ai.vivace.vision.generate.GanLearner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

/**
 * Tells what came of a generator's training: in its folder's files, on the terminal, and as one JSON document.
 *
 * @param settings what it was told
 * @param networks what was trained
 * @param history its epochs
 * @param findings what was told of the match of both sides
 * @param parameters of the generator
 * @param folder of the run, with the sheets of samples in it
 */
record GeneratorReport(
        RunSettings settings,
        Dcgan networks,
        List<GanEpoch> history,
        List<String> findings,
        long parameters,
        RunFolder folder) {
    private static final String COMMAND_LINE_SHEET = "sheet.png";
    private static final int SIDE = 400;

    static GeneratorReport of(RunSettings settings, Dcgan networks, GanLearner learner, RunFolder folder) {
        return new GeneratorReport(
                settings,
                networks,
                learner.history(),
                learner.findings(),
                learner.generator().parameterCount(),
                folder);
    }

    /** Writes the history, the chart of losses and the page. */
    void write() {
        AtomicFile.write(folder.file(RunReport.HISTORY), csv());
        LineChart losses = losses();
        losses.save(folder.file("loss.svg"));
        losses.save(folder.file("loss.png"));
        page(losses).save(folder.file(RunReport.PAGE));
    }

    private String csv() {
        StringBuilder csv = new StringBuilder("epoch,critic_loss,generator_loss,ranking\n");
        history.forEach(epoch -> csv.append(String.format(
                Locale.ROOT,
                "%d,%.6f,%.6f,%.6f%n",
                epoch.epoch(),
                epoch.criticLoss(),
                epoch.generatorLoss(),
                epoch.ranking())));
        return csv.toString().replace("\r\n", "\n");
    }

    private LineChart losses() {
        return LineChart.of("Losses of both sides")
                .xAxis(Axis.linear("epoch"))
                .yAxis(Axis.linear("loss"))
                .line("critic", epochs(GanEpoch::epoch), epochs(GanEpoch::criticLoss))
                .line("generator", epochs(GanEpoch::epoch), epochs(GanEpoch::generatorLoss))
                .build();
    }

    private double[] epochs(ToDoubleFunction<GanEpoch> value) {
        return history.stream().mapToDouble(value).toArray();
    }

    private HtmlReport page(LineChart losses) {
        int last = history.size() - 1;
        PictureGrid.Builder sheets =
                PictureGrid.of("Samples of the same noise").columns(2).side(SIDE);
        for (int epoch : new TreeSet<>(List.of(0, last / 3, 2 * last / 3, last))) {
            sheets.picture(
                    DrawnPicture.forChart(DrawnPicture.of(GeneratorRun.sheet(folder.path(), epoch))),
                    "after epoch " + epoch);
        }
        HtmlReport.Builder page = HtmlReport.of(
                        "A generator of " + settings.data().name())
                .subtitle("DCGAN, " + history.size() + (history.size() == 1 ? " epoch" : " epochs") + ", seed "
                        + settings.seed())
                .card("pictures", networks.side() + " x " + networks.side())
                .card("parameters", String.format(Locale.ROOT, "%,d", parameters))
                .card(
                        "real above made",
                        String.format(
                                Locale.ROOT, "%.1f %%", 100 * history.get(last).ranking()));
        page.section("Samples").chart(sheets.build());
        page.section("Training")
                .paragraph(
                        "The losses of two sides that learn against each other do not fall as others do: pictures get"
                                + " better while the losses stay. Real above made is the share of pairs of a real and a made picture"
                                + " in which the critic takes the real one for more real; 50 % is guessing.")
                .chart(losses);
        findings.forEach(page::paragraph);
        page.section("How to use the model")
                .paragraph("From the command line, in this folder:")
                .code("vivace predict " + RunReport.MODEL + " --samples 64 --out " + COMMAND_LINE_SHEET)
                .paragraph("From Java:")
                .code("try (var generator = PictureGenerator.of(ExportedModel.read(Path.of(\"" + RunReport.MODEL
                        + "\")), Device.best());\n        var scope = Scope.open()) {\n"
                        + "    PictureSheet.of(generator.samples(64, 42), -1, 1).write(Path.of(\""
                        + COMMAND_LINE_SHEET + "\"));\n}");
        page.section("Settings").code(settings.toJson().toPrettyString());
        return page.build();
    }

    /** Prints the result for people, or for programs. */
    void print(Console console) {
        GanEpoch last = history.get(history.size() - 1);
        console.print("");
        console.print(last.toString());
        console.print("");
        console.print("model   " + folder.file(RunReport.MODEL));
        console.print("report  " + folder.file(RunReport.PAGE));
        console.print("samples " + GeneratorRun.sheet(folder.path(), last.epoch()));
        console.print("try it  "
                + Suggestion.of(
                        "predict",
                        folder.file(RunReport.MODEL),
                        "--samples",
                        64,
                        "--out",
                        folder.file(COMMAND_LINE_SHEET)));
        console.document(document());
    }

    private Map<String, Object> document() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (GanEpoch epoch : history) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("epoch", epoch.epoch());
            Numbers.put(row, "criticLoss", epoch.criticLoss());
            Numbers.put(row, "generatorLoss", epoch.generatorLoss());
            Numbers.put(row, "ranking", epoch.ranking());
            rows.add(row);
        }
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("settings", settings.toJson());
        document.put("history", rows);
        document.put("findings", findings);
        document.put(
                "samples", GeneratorRun.sheet(folder.path(), history.size() - 1).toString());
        document.put("model", folder.file(RunReport.MODEL).toString());
        document.put("report", folder.file(RunReport.PAGE).toString());
        return document;
    }
}
