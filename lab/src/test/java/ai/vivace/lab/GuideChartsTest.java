package ai.vivace.lab;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.vision.explain.NetworkDrawing;
import ai.vivace.vision.model.Architecture;
import ai.vivace.vision.model.Architectures;
import ai.vivace.vision.model.Cost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Keeps the charts of docs/guide equal to what the code draws. Where this fails, draw them anew: mvn -B -ntp -Pguide -pl lab -am verify
 * -DskipTests
 */
class GuideChartsTest {
    private static final Path GUIDE = root().resolve("docs/guide");
    private static final Path CHARTS = GUIDE.resolve("charts");
    private static final List<String> PAGES = List.of(
            "initialisation.md",
            "regularisation.md",
            "losses.md",
            "learning-rate.md",
            "architectures.md",
            "language-models.md",
            "trees.md",
            "decision-tree.md",
            "bagging-and-forests.md",
            "adaboost.md",
            "gradient-boosting.md",
            "understanding-trees.md");
    private static final Pattern PICTURE =
            Pattern.compile("!\\[[^\\]]+\\]\\(charts/([a-z-]+)/([a-z0-9_-]+)\\.svg\\)\\n\\n(.*)\\n");

    /** Each experiment with the smallest settings that it has. */
    private static Experiment smallest(Experiment experiment) {
        return switch (experiment.name()) {
            case "cross-entropy" -> CrossEntropyExperiment.standard();
            case "init-zero" -> ZeroWeightsExperiment.standard().steps(10);
            case "learning-rate" -> LearningRateExperiment.standard().epochs(1).seeds(1);
            case "init-depth" ->
                DepthExperiment.standard().width(16).depth(10).inputs(10).epochs(1);
            case "regularisation" ->
                RegularisationExperiment.standard().pictures(20).epochs(1).seeds(1);
            case "architectures" -> ArchitecturesExperiment.standard().epochs(1);
            case "sequence-models" ->
                SequenceModelsExperiment.standard().steps(1).gaps(2);
            case "trees" -> TreesExperiment.standard().rows(20).trees(20).samples(2);
            default -> throw new AssertionError("Give the smallest settings of " + experiment.name() + " here.");
        };
    }

    static Stream<Experiment> experiments() {
        return Lab.experiments().stream();
    }

    static Stream<Findings> findingsOfPlainArithmetic() {
        RegularisationExperiment regularisation = RegularisationExperiment.standard();
        Findings.Builder linear = Findings.of(regularisation, "Linear models");
        ShrinkageSections.tell(linear, regularisation.seed());
        TreesExperiment settings = TreesExperiment.standard();
        Findings.Builder trees = Findings.of(settings, "Trees");
        CatOrDog.tell(trees);
        DecisionRegions.tell(trees, settings);
        LookingInside.tell(trees, settings);
        return Stream.of(CrossEntropyExperiment.standard().run(Progress.silent()), linear.build(), trees.build());
    }

    @ParameterizedTest
    @MethodSource("findingsOfPlainArithmetic")
    void chartsOfPlainArithmeticAreThoseThatTheCodeDrawsNow(Findings findings, @TempDir Path folder)
            throws IOException {
        List<Path> drawn = findings.saveCharts(folder);

        assertThat(drawn).hasSizeGreaterThan(3);
        for (Path file : drawn) {
            assertThat(Files.readString(CHARTS.resolve(folder.relativize(file).toString())))
                    .as("docs/guide/charts/%s", folder.relativize(file))
                    .isEqualTo(Files.readString(file));
        }
    }

    @ParameterizedTest
    @MethodSource("experiments")
    void theFilesOfAnExperimentAreItsCharts(Experiment experiment) throws IOException {
        List<String> files = GuideCharts.files(CHARTS.resolve(experiment.name())).stream()
                .filter(file -> !GuideNetworks.isOne(file))
                .map(file -> file.getFileName().toString())
                .toList();

        assertThat(files)
                .containsExactlyInAnyOrderElementsOf(
                        smallest(experiment).run(Progress.silent()).charts().keySet().stream()
                                .map(chart -> chart + ".svg")
                                .toList());
    }

    @Test
    void everyFileSaysWhichExperimentDrewItWithItsDefaultSettings() throws IOException {
        for (Path file : GuideCharts.files(CHARTS)) {
            if (GuideNetworks.isOne(file)) {
                continue;
            }
            Experiment experiment = Lab.experiment(
                    Objects.requireNonNull(file.getParent()).getFileName().toString());
            assertThat(Files.readString(file))
                    .as("%s", file)
                    .contains(
                            "<metadata>vivace lab " + experiment.name() + " " + experiment.settings() + "</metadata>");
        }
    }

    @Test
    void everyChartOnAPageExistsAboveTheCommandThatDrawsIt() throws IOException {
        TreeSet<String> shown = new TreeSet<>();
        for (String name : PAGES) {
            String page = Files.readString(GUIDE.resolve(name));
            List<MatchResult> pictures = PICTURE.matcher(page).results().toList();

            assertThat(pictures).as(name).isNotEmpty().hasSize(page.split("!\\[", -1).length - 1);
            for (MatchResult picture : pictures) {
                assertThat(CHARTS.resolve(picture.group(1)).resolve(picture.group(2) + ".svg"))
                        .exists();
                Path file = CHARTS.resolve(picture.group(1)).resolve(picture.group(2) + ".svg");
                if (GuideNetworks.isOne(file)) {
                    assertThat(picture.group(3)).isEqualTo("`" + GuideNetworks.command(picture.group(2)) + "`");
                } else {
                    assertThat(picture.group(3)).isEqualTo("`vivace lab " + picture.group(1) + " --charts charts`");
                    shown.add(picture.group(1));
                }
            }
        }
        assertThat(shown)
                .containsExactlyInAnyOrderElementsOf(
                        experiments().map(Experiment::name).toList());
    }

    @ParameterizedTest
    @MethodSource("smallNetworks")
    void networksAreDrawnAsTheCodeDrawsThemNow(String name) throws IOException {
        assertThat(Files.readString(GuideNetworks.file(CHARTS, name))).isEqualTo(GuideNetworks.svg(name));
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("largeNetworks")
    void largeNetworksAreDrawnAsTheCodeDrawsThemNow(String name) throws IOException {
        assertThat(Files.readString(GuideNetworks.file(CHARTS, name))).isEqualTo(GuideNetworks.svg(name));
    }

    /** What is quick to say of a large network: its file has its cost and the command that draws it, and the page shows it. */
    @ParameterizedTest
    @MethodSource("largeNetworks")
    void drawingsOfLargeNetworksHaveTheirCost(String name) throws IOException {
        String drawing = Files.readString(GuideNetworks.file(CHARTS, name));
        assertThat(drawing).contains("<metadata>" + GuideNetworks.command(name) + "</metadata>");
        assertThat(Files.readString(GUIDE.resolve("architectures.md")))
                .contains("(charts/architectures/" + name + ".svg)");
        if (Architectures.labels().contains(name)) {
            Cost cost = Cost.of(Architectures.of(name));
            assertThat(drawing)
                    .contains(String.format(
                            Locale.ROOT,
                            "%,d parameters, %,.1f million products",
                            cost.parameters(),
                            cost.multiplyAdds() / 1e6));
        }
    }

    @Test
    void everyFamilyIsDrawn() {
        TreeSet<String> families = new TreeSet<>();
        for (Architecture architecture : Architectures.all()) {
            families.add(architecture.family());
        }
        // Small ones are shown by what they are used for; a DeiT is a ViT that was trained otherwise.
        families.removeAll(List.of("small", "DeiT"));
        Stream.concat(smallNetworks(), largeNetworks())
                .filter(Architectures.labels()::contains)
                .forEach(name -> families.remove(Architectures.of(name).family()));
        assertThat(families).isEmpty();
        assertThat(Stream.concat(smallNetworks(), largeNetworks())).containsAll(NetworkDrawing.further());
    }

    static Stream<String> smallNetworks() {
        return GuideNetworks.SMALL.stream();
    }

    static Stream<String> largeNetworks() {
        return GuideNetworks.LARGE.stream();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Tests run inside the repository.");
        }
        return folder;
    }
}
