package ai.vivace.cli;

import static com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.core.domain.JavaModifier.STATIC;
import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.init.Initializer;
import ai.vivace.learn.Callback;
import ai.vivace.learn.Finding;
import ai.vivace.nn.Initialization;
import ai.vivace.nn.LayerCatalog;
import ai.vivace.nn.Stochastic;
import ai.vivace.optim.OptimizerSettings;
import ai.vivace.schedule.Policy;
import ai.vivace.store.onnx.OnnxCatalog;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the guide complete and true: what the library has is on a page, and what a page names is in the library. */
class GuideCoverageTest {
    private static final List<String> PAGES =
            List.of("initialisation.md", "regularisation.md", "losses.md", "learning-rate.md");
    private static final List<String> TREE_PAGES = List.of(
            "trees.md",
            "decision-tree.md",
            "bagging-and-forests.md",
            "adaboost.md",
            "gradient-boosting.md",
            "understanding-trees.md",
            "tree-files.md",
            "trees-command.md");
    private static final List<String> PICTURE_PAGES = List.of(
            "pictures.md",
            "augmentation.md",
            "architectures.md",
            "transfer-learning.md",
            "segmentation.md",
            "detection.md",
            "vision-command.md",
            "generation.md",
            "similarity.md",
            "data.md");
    private static final List<String> TEXT_PAGES = List.of(
            "texts.md",
            "text-networks.md",
            "text-search.md",
            "language-models.md",
            "text-classification.md",
            "translation.md",
            "token-classification.md",
            "understanding-texts.md");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("ai.vivace");

    /** A class and a member of it, as in Adam.standard( or Decay.L2; not the end of a longer name. */
    private static final Pattern MEMBER =
            Pattern.compile("(?<![\\w.])([A-Z]\\w+)\\.([a-z]\\w*(?=\\()|[A-Z][A-Z0-9_]+\\b)");

    /** What examples use of the JDK. */
    private static final Set<String> JDK = Set.of(
            "LocalDateTime",
            "Optional",
            "ZoneId",
            "Duration",
            "Files",
            "FloatBuffer",
            "Instant",
            "IntStream",
            "List",
            "LocalDate",
            "Map",
            "Math",
            "String",
            "Arrays",
            "Objects",
            "Path",
            "Pattern",
            "Set",
            "StandardCharsets",
            "System");

    /** What is in modules and libraries that the command does not need; tests there compile the pages' examples. */
    private static final Set<String> ELSEWHERE = Set.of("DuckDb", "ParquetFile", "OnnxTensor", "OrtEnvironment");

    @Test
    void everyRuleLossOptimizerAndScheduleIsOnItsPage() {
        assertNamed("initialisation.md", inPackage("ai.vivace.init"));
        assertNamed("losses.md", inPackage("ai.vivace.loss"));
        assertNamed("learning-rate.md", assignableTo(Policy.class));
        assertNamed("learning-rate.md", assignableTo(OptimizerSettings.class).filter(c -> !c.getSimpleName()
                .equals("OptimizerSettings")));
    }

    @Test
    void everyLayerThatDrawsEveryNormOfWeightsAndEveryLinearModelIsUnderRegularisation() {
        assertNamed("regularisation.md", assignableTo(Stochastic.class));
        assertNamed("regularisation.md", CLASSES.stream().filter(c -> c.getRawSuperclass()
                .filter(parent -> parent.getSimpleName().equals("Reweighted"))
                .isPresent()));
        assertNamed("regularisation.md", inPackage("ai.vivace.linear").filter(c -> !c.isEnum() && !c.isInterface()));
    }

    @Test
    void everyCallbackIsSomewhereInTheGuide() {
        String guide = Stream.concat(PAGES.stream(), Stream.of("training.md", "architectures.md"))
                .map(GuideCoverageTest::read)
                .collect(Collectors.joining());
        assertNamed("the guide", guide, assignableTo(Callback.class));
    }

    @Test
    void everythingPublicOfTheTreesIsOnOneOfTheirPages() {
        assertNamed("the pages of trees", treePages(), visible().filter(c -> c.getPackageName()
                .startsWith("ai.vivace.trees")));
    }

    /** A setting is a method that gives the same thing with one part changed; factories and measures are found by their names, too. */
    @Test
    void everySettingAndEveryFactoryOfTheTreesIsOnOneOfTheirPages() {
        String pages = treePages();
        List<JavaMethod> named = visible()
                .filter(c -> c.getPackageName().startsWith("ai.vivace.trees"))
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getModifiers().contains(PUBLIC))
                .filter(m -> m.getModifiers().contains(STATIC)
                        || m.getRawReturnType().equals(m.getOwner()))
                .filter(m -> !m.getOwner().isEnum())
                .toList();

        assertThat(named).hasSizeGreaterThan(100);
        assertThat(named.stream()
                        .filter(m -> !Pattern.compile(
                                        "\\b" + m.getName() + "\\(|`" + m.getName() + "`|::" + m.getName())
                                .matcher(pages)
                                .find())
                        .map(m -> m.getOwner().getSimpleName() + "." + m.getName()))
                .isEmpty();
    }

    /** All but layers and catalogues of them: of networks, the families are on the page about architectures. */
    @Test
    void everythingPublicAboutPicturesIsOnOneOfTheirPages() {
        String pages = PICTURE_PAGES.stream().map(GuideCoverageTest::read).collect(Collectors.joining());
        assertNamed(
                "the pages about pictures",
                pages,
                visible()
                        .filter(c -> c.getPackageName().startsWith("ai.vivace.vision"))
                        .filter(c -> !c.getPackageName().equals("ai.vivace.vision.model"))
                        .filter(c -> !c.isAssignableTo(LayerCatalog.class) && !c.isAssignableTo(OnnxCatalog.class)));
    }

    /** All but catalogues of layers. */
    @Test
    void everythingPublicAboutTextsIsOnOneOfTheirPages() {
        String pages = TEXT_PAGES.stream().map(GuideCoverageTest::read).collect(Collectors.joining());
        assertNamed(
                "the pages about texts",
                pages,
                visible()
                        .filter(c -> c.getPackageName().startsWith("ai.vivace.text"))
                        .filter(c -> !c.isAssignableTo(LayerCatalog.class) && !c.isAssignableTo(OnnxCatalog.class)));
    }

    private static String treePages() {
        return TREE_PAGES.stream().map(GuideCoverageTest::read).collect(Collectors.joining());
    }

    @Test
    void everyRuleForOneTensorAndEveryPolicyForAModelIsInATable() {
        String page = read("initialisation.md");
        List<JavaMethod> rules = CLASSES.stream()
                .flatMap(c -> c.getMethods().stream())
                .filter(m -> m.getModifiers().containsAll(Set.of(PUBLIC, STATIC)))
                .filter(m -> m.getOwner().getModifiers().contains(PUBLIC))
                .filter(m -> m.getOwner().isTopLevelClass())
                .filter(m -> m.getRawReturnType().isEquivalentTo(Initializer.class)
                        || m.getOwner().isEquivalentTo(Initialization.class))
                .toList();

        assertThat(rules).hasSizeGreaterThan(50);
        assertThat(rules.stream()
                        .map(m -> m.getOwner().getSimpleName() + "." + m.getName() + "(")
                        .filter(name -> !page.contains(name)))
                .isEmpty();
    }

    @Test
    void everyFindingIsExplained() {
        String guide = PAGES.stream().map(GuideCoverageTest::read).collect(Collectors.joining());
        for (Finding.Kind kind : Finding.Kind.values()) {
            assertThat(guide).contains("`" + kind + "`");
        }
    }

    @Test
    void whatPagesNameIsInTheLibrary() throws IOException {
        Set<String> wrong = new TreeSet<>();
        try (Stream<Path> pages = Files.list(root().resolve("docs/guide"))) {
            pages.filter(file -> file.toString().endsWith(".md")).forEach(file -> {
                String page = file.getFileName().toString();
                Matcher names = MEMBER.matcher(read(page));
                while (names.find()) {
                    if (!JDK.contains(names.group(1))
                            && !ELSEWHERE.contains(names.group(1))
                            && !exists(names.group(1), names.group(2))) {
                        wrong.add(page + ": " + names.group());
                    }
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static boolean exists(String type, String member) {
        return CLASSES.stream()
                .filter(c -> c.getSimpleName().equals(type))
                .anyMatch(c -> c.getAllMethods().stream()
                                .anyMatch(m -> m.getName().equals(member)
                                        && m.getModifiers().contains(PUBLIC))
                        || c.getAllFields().stream().anyMatch(f -> f.getName().equals(member)));
    }

    private static Stream<JavaClass> inPackage(String name) {
        return visible().filter(c -> c.getPackageName().equals(name));
    }

    private static Stream<JavaClass> assignableTo(Class<?> type) {
        return visible().filter(c -> c.isAssignableTo(type) && !c.isEquivalentTo(type));
    }

    private static Stream<JavaClass> visible() {
        return CLASSES.stream()
                .filter(c -> c.getModifiers().contains(PUBLIC) && c.isTopLevelClass())
                .filter(c -> !c.getModifiers().contains(ABSTRACT) || c.isInterface() || c.isEnum())
                .filter(c -> !c.getSimpleName().equals("package-info"));
    }

    private static void assertNamed(String page, Stream<JavaClass> classes) {
        assertNamed(page, read(page), classes);
    }

    private static void assertNamed(String where, String text, Stream<JavaClass> classes) {
        List<String> names =
                classes.map(JavaClass::getSimpleName).distinct().sorted().toList();
        assertThat(names).isNotEmpty();
        assertThat(names.stream().filter(name -> !Pattern.compile("\\b" + name + "\\b")
                        .matcher(text)
                        .find()))
                .as("what %s does not name", where)
                .isEmpty();
    }

    private static String read(String page) {
        try {
            return Files.readString(root().resolve("docs/guide").resolve(page));
        } catch (IOException e) {
            throw new AssertionError(page + " cannot be read", e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = Objects.requireNonNull(folder.getParent(), "Tests run inside the repository.");
        }
        return folder;
    }
}
