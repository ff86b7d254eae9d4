package ai.vivace.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Keeps the house's arrows pointing down; see docs/architecture.md. */
@AnalyzeClasses(packages = "ai.vivace", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] LEARN = {
        "ai.vivace.nn..",
        "ai.vivace.init..",
        "ai.vivace.loss..",
        "ai.vivace.metric..",
        "ai.vivace.optim..",
        "ai.vivace.schedule..",
        "ai.vivace.linear..",
        "ai.vivace.data..",
        "ai.vivace.learn..",
        "ai.vivace.store.."
    };

    @ArchTest
    static final ArchRule onlyTensorAndTheDecoderTouchTheBindings = noClasses()
            .that()
            .resideOutsideOfPackage("ai.vivace.tensor..")
            .and()
            .haveNameNotMatching("ai\\.vivace\\.vision\\.picture\\.OpenCv(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule openCvIsNotTheEngine = noClasses()
            .that()
            .resideInAPackage("ai.vivace.vision..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco.pytorch..");

    @ArchTest
    static final ArchRule baseKnowsNothingOfOurs = noClasses()
            .that()
            .resideInAPackage("ai.vivace.base..")
            .should()
            .dependOnClassesThat(resideInAPackage("ai.vivace..").and(resideOutsideOfPackages("ai.vivace.base..")));

    @ArchTest
    static final ArchRule tensorAndPlotKnowBaseOnly = noClasses()
            .that()
            .resideInAnyPackage("ai.vivace.tensor..", "ai.vivace.plot..")
            .should()
            .dependOnClassesThat(resideInAPackage("ai.vivace..")
                    .and(resideOutsideOfPackages("ai.vivace.base..", "ai.vivace.tensor..", "ai.vivace.plot..")));

    @ArchTest
    static final ArchRule tensorDoesNotDraw = noClasses()
            .that()
            .resideInAPackage("ai.vivace.tensor..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.vivace.plot..");

    @ArchTest
    static final ArchRule plotNeedsNoEngine = noClasses()
            .that()
            .resideInAPackage("ai.vivace.plot..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.vivace.tensor..");

    @ArchTest
    static final ArchRule tableKnowsBaseAndPlotOnly = noClasses()
            .that()
            .resideInAPackage("ai.vivace.table..")
            .should()
            .dependOnClassesThat(resideInAPackage("ai.vivace..")
                    .and(resideOutsideOfPackages("ai.vivace.base..", "ai.vivace.plot..", "ai.vivace.table..")));

    @ArchTest
    static final ArchRule treesKnowTablesButNoTensors = noClasses()
            .that()
            .resideInAPackage("ai.vivace.trees..")
            .should()
            .dependOnClassesThat(resideInAPackage("ai.vivace..")
                    .and(resideOutsideOfPackages(
                            "ai.vivace.base..", "ai.vivace.plot..", "ai.vivace.table..", "ai.vivace.trees..")));

    @ArchTest
    static final ArchRule taxKnowsBaseAndPlotOnly = noClasses()
            .that()
            .resideInAPackage("ai.vivace.tax..")
            .should()
            .dependOnClassesThat(resideInAPackage("ai.vivace..")
                    .and(resideOutsideOfPackages("ai.vivace.base..", "ai.vivace.plot..", "ai.vivace.tax..")));

    @ArchTest
    static final ArchRule watermarkKnowsBaseOnly = noClasses()
            .that()
            .resideInAPackage("ai.vivace.watermark..")
            .should()
            .dependOnClassesThat(resideInAPackage("ai.vivace..")
                    .and(resideOutsideOfPackages("ai.vivace.base..", "ai.vivace.watermark..")));

    @ArchTest
    static final ArchRule nothingNeedsDuckDb = noClasses()
            .that()
            .resideOutsideOfPackage("ai.vivace.table.duckdb..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.vivace.table.duckdb..", "org.duckdb..");

    @ArchTest
    static final ArchRule nothingShippedNeedsWhatTestsShare = noClasses()
            .that()
            .resideOutsideOfPackage("ai.vivace.testing..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.vivace.testing..");

    @ArchTest
    static final ArchRule learnKnowsNoApplications = noClasses()
            .that()
            .resideInAnyPackage(LEARN)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.vivace.vision..", "ai.vivace.text..", "ai.vivace.lab..", "ai.vivace.cli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule textKnowsNoPictures = noClasses()
            .that()
            .resideInAPackage("ai.vivace.text..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("ai.vivace.vision..", "ai.vivace.lab..", "ai.vivace.cli..");

    @ArchTest
    static final ArchRule visionKnowsNoText = noClasses()
            .that()
            .resideInAPackage("ai.vivace.vision..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.vivace.text..");

    @ArchTest
    static final ArchRule networksOfTextKnowNoTokenizers = noClasses()
            .that()
            .resideInAnyPackage("ai.vivace.text.model..", "ai.vivace.text.generate..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.vivace.text.token..");

    @ArchTest
    static final ArchRule onlyTheCommandLineKnowsTheLab = noClasses()
            .that()
            .resideOutsideOfPackages("ai.vivace.lab..", "ai.vivace.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.vivace.lab..");

    @ArchTest
    static final ArchRule nothingKnowsTheCommandLine = noClasses()
            .that()
            .resideOutsideOfPackage("ai.vivace.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.vivace.cli..");

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("ai.vivace.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesSayWhatAThingIs = classes()
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl");

    @ArchTest
    static final ArchRule onlyTheCommandEndsTheProcess = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("ai.vivace.cli.Main")
            .should()
            .callMethod(System.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "exit", int.class)
            .orShould()
            .callMethod(Runtime.class, "halt", int.class);
}
