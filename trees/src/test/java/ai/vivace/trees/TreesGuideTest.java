package ai.vivace.trees;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.table.CsvFile;
import ai.vivace.table.Table;
import ai.vivace.table.TableSplit;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.trees.exchange.XgboostFormat;
import ai.vivace.trees.report.Algorithm;
import ai.vivace.trees.report.Division;
import ai.vivace.trees.report.Setting;
import ai.vivace.trees.report.Study;
import ai.vivace.trees.report.StudyPage;
import ai.vivace.trees.report.TrainingPlan;
import ai.vivace.trees.tune.Progress;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/trees.md. */
class TreesGuideTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/trees.md", TreesGuideTest.class);
    }

    @Test
    void aFileOfRowsBecomesAModelThatIsKeptAndAsked() throws URISyntaxException {
        Path path = Path.of(Objects.requireNonNull(TreesGuideTest.class.getResource("/data/breast-cancer.csv"))
                .toURI());
        // snippet
        Table table = CsvFile.at(path).read();
        TableSplit.Parts parts = TableSplit.stratified("target", 0.25, 42).apply(table);
        TrainingTable data = TrainingTable.of(parts.training(), "target").build();
        TreeEnsemble model = GradientBoosting.standard().fit(data.features(), data.target());

        TrainingTable test = TrainingTable.of(parts.validation(), "target").build();
        Features rows =
                TableFeatures.matching(model.features(), parts.validation()).features();
        double accuracy = Measures.accuracy().of(test.target(), model.predict(rows));
        model.save(folder.resolve("model.vivace"));
        // end
        assertThat(accuracy).isGreaterThan(0.93);

        // snippet
        Division division = new Division.HeldOut(TableSplit.stratified("target", 0.25, 42));
        TrainingPlan plan = TrainingPlan.of(Algorithm.FOREST).with(Setting.ROUNDS, 50);
        Study study = Study.of(table, TrainingTable.of(table, "target").build(), division, plan, Progress.silent());
        System.out.println(study.comparison());
        StudyPage.of("Breast cancer", "target", study, List.of(), plan.told()).save(folder.resolve("report.html"));
        // end
        assertThat(folder.resolve("report.html")).isNotEmptyFile();

        // snippet
        Scorer scorer = Scorer.of(TreeEnsemble.load(folder.resolve("model.vivace")));
        double[] probabilities = new double[scorer.outputs()];
        scorer.predict(rows.row(0), probabilities);
        // end
        assertThat(probabilities).containsExactly(model.predict(rows.row(0)), within(1e-15));

        // snippet
        XgboostFormat.write(model, folder.resolve("xgboost.json"));
        TreeEnsemble imported = XgboostFormat.read(folder.resolve("xgboost.json"));
        // end
        assertThat(imported.predict(rows.row(0))).containsExactly(probabilities, within(1e-6));
    }
}
