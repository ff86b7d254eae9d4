package ai.vivace.vision;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.base.Rng;
import ai.vivace.data.BatchStream;
import ai.vivace.data.TrainingData;
import ai.vivace.init.Fans;
import ai.vivace.init.Gain;
import ai.vivace.init.Initializers;
import ai.vivace.learn.CheckReport;
import ai.vivace.learn.Learner;
import ai.vivace.learn.LearnerBuilder;
import ai.vivace.nn.Activation;
import ai.vivace.nn.Conv2d;
import ai.vivace.nn.Flatten;
import ai.vivace.nn.Initialization;
import ai.vivace.nn.Linear;
import ai.vivace.nn.Lsuv;
import ai.vivace.nn.MaximalUpdate;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.Sequential;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.schedule.Rates;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.testing.DocumentedSnippets;
import ai.vivace.vision.model.Networks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/guide/initialisation.md. */
class InitialisationGuideTest {
    private final Pictures digits = Pictures.digits();
    private final TrainingData data = TrainingData.of(digits.source(), digits.split(0.2, 42))
            .batchSize(64)
            .seed(42)
            .build();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void theGuideShowsThisCode() {
        DocumentedSnippets.areThoseOf("docs/guide/initialisation.md", InitialisationGuideTest.class);
    }

    @Test
    void aModelIsDrawnAnew() {
        // snippet
        UnaryLayer model = Networks.mlp(data.inputShape(), 64, 10);
        System.out.println(Initialization.recommended().apply(model, Rng.of(42)));
        // end
        assertThat(model.parameters().values()).noneMatch(Parameter::isPristine);
        model.close();
    }

    @Test
    void lsuvBringsEveryOutputToVarianceOne() {
        // snippet
        try (Scope scope = Scope.open();
                BatchStream stream = data.training().epoch(0)) {
            Tensor batch = Objects.requireNonNull(stream.next()).input();
            UnaryLayer deep = deepNet(data.inputShape());
            System.out.println(
                    Initialization.lsuv(batch, Lsuv.standard().tolerance(0.02)).apply(deep, Rng.of(42)));
        }
        // end
    }

    private static Sequential deepNet(Shape input) {
        List<UnaryLayer> layers = new ArrayList<>(List.of(Flatten.of(), Linear.of(input.elements(), 32)));
        for (int i = 0; i < 10; i++) {
            layers.add(Activation.of(Nonlinearity.TANH));
            layers.add(Linear.of(32, 32));
        }
        return Sequential.of(layers.toArray(UnaryLayer[]::new));
    }

    @Test
    void oneParameterHasARuleOfItsOwn() {
        try (UnaryLayer model = Networks.mlp(data.inputShape(), 512, 10)) {
            // snippet
            Parameter head = model.parameter("3.weight");
            head.initialize(Initializers.normal(0, 0.01), Rng.of(42).split("3.weight"));
            Conv2d depthwise = Conv2d.of(32, 32, 3)
                    .padding(1)
                    .groups(32)
                    .initializer(Initializers.kaimingNormal(
                            Gain.exact(Nonlinearity.RELU), Fans.Mode.OUT, Fans.convolution(32)))
                    .build();
            // end
            assertThat(head.value().variance().sqrt().item()).isBetween(0.0095, 0.0105);
            depthwise.close();
        }
    }

    @Test
    void aWideModelIsDrawnAsANarrowOneTrains() {
        // snippet
        MaximalUpdate update = MaximalUpdate.between(net(64), net(128));
        UnaryLayer wide = net(512);
        update.apply(wide, Rng.of(42));
        double slowest = update.groupFactors(wide).get(0);
        LearnerBuilder settings = Learner.of(data, wide).splitter(update.splitter());
        Rates rates = Rates.spread(3e-3 * slowest, 3e-3);
        // end
        assertThat(slowest).isEqualTo(64.0 / 512);
        try (Learner learner = settings.build()) {
            assertThat(learner.groups()).hasSize(2);
            assertThat(rates.forGroups(2)).containsExactly(3e-3 / 8, 3e-3);
        }
    }

    private static Sequential net(int width) {
        return Sequential.of(
                Flatten.of(),
                Linear.of(64, width),
                Activation.relu(),
                Linear.of(width, width),
                Activation.relu(),
                Linear.of(width, 10));
    }

    @Test
    void aModelIsCheckedBeforeItIsTrained() {
        UnaryLayer model = Networks.mlp(data.inputShape(), 64, 10);
        // snippet
        try (Learner learner = Learner.of(data, model).build()) {
            CheckReport report = learner.check();
            System.out.println(report.lossLine());
            report.findings().forEach(System.out::println);
            report.chart().save(folder.resolve("check.svg"));
        }
        // end
        assertThat(folder.resolve("check.svg")).isNotEmptyFile();
    }
}
