package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import ai.vivace.base.InputException;
import ai.vivace.nn.BatchNorm;
import ai.vivace.nn.Parameter;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.DType;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassicArchitecturesTest {
    private static final int BUFFERS_OF_NORM = 3;
    private static final int CHUNK = 1 << 22;

    /** Counts are torchvision 0.14's, timm's or fastai's for 1000 classes; entries those of their state dictionaries; 0: not compared. */
    @ParameterizedTest
    @CsvSource({
        "alexnet, 61100840, 16",
        "vgg11, 132863336, 22",
        "vgg13, 133047848, 26",
        "vgg16, 138357544, 32",
        "vgg16_bn, 138365992, 97",
        "vgg19, 143667240, 38",
        "squeezenet1_0, 1248424, 52",
        "squeezenet1_1, 1235496, 52",
        "googlenet, 6624904, 344",
        "googlenet_aux, 13004888, 364",
        "resnet18, 11689512, 122",
        "resnet34, 21797672, 218",
        "resnet50, 25557032, 320",
        "resnet50_v1, 25557032, 320",
        "resnet101, 44549160, 626",
        "resnet152, 60192808, 932",
        "resnext50_32x4d, 25028904, 320",
        "resnext101_32x8d, 88791336, 626",
        "wide_resnet50_2, 68883240, 320",
        "seresnet50, 28088024, 0",
        "resnetv2_50, 25549352, 0",
        "xresnet18, 11708744, 0",
        "xresnet34, 21816904, 0",
        "xresnet50, 25576264, 0",
        "xresnet101, 44568392, 0",
        "xresnet18_sa, 11712841, 0",
        "xresnet34_sa, 21821001, 0",
        "xresnet50_sa, 25641801, 0",
        "xse_resnet18, 11798856, 0",
        "xse_resnet34, 21979648, 0",
        "densenet121, 7978856, 727",
        "densenet161, 28681000, 0",
        "densenet169, 14149480, 0",
        "densenet201, 20013928, 0",
    })
    void numbersOfParametersAreTheReferences(String label, long parameters, int entries) {
        assertCounts(label, 1000, parameters, entries);
    }

    /** Counts are those of He 2015 and Zagoruyko 2016 for ten classes; fastai's for xresnet18. */
    @ParameterizedTest
    @CsvSource({
        "lenet5, 61706, 10",
        "resnet20, 269722, 0",
        "resnet32, 464154, 0",
        "resnet44, 658586, 0",
        "resnet56, 853018, 0",
        "resnet110, 1727962, 0",
        "resnet20_b, 272474, 0",
        "plain20, 269722, 0",
        "wrn16_4, 2748890, 0",
        "wrn40_4, 8949210, 0",
        "wrn28_10, 36479194, 0",
        "xresnet18, 11200874, 0",
    })
    void numbersOfParametersForTenClassesAreTheReferences(String label, long parameters, int entries) {
        assertCounts(label, 10, parameters, entries);
    }

    private static void assertCounts(String label, int outputs, long parameters, int entries) {
        Architecture architecture = Architectures.of(label);
        try (Scope scope = Scope.open();
                UnaryLayer network = architecture.build(architecture.picture(), outputs)) {
            assertThat(network.parameterCount()).isEqualTo(parameters);
            AtomicInteger found = new AtomicInteger(network.parameters().size());
            network.walk((path, layer) -> found.addAndGet(layer instanceof BatchNorm ? BUFFERS_OF_NORM : 0));
            assertThat(found).hasValue(entries == 0 ? found.get() : entries);
        }
    }

    /** What PyTorch 1.13 and torchvision 0.14 give for five classes, with parameters 0.5 · sin(1), 0.5 · sin(2), … in their order. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 32, -88.740356 87.631477 -86.974762 86.200172 -83.404648",
        "resnet50, 32, 532.35181 529.38721 473.35355 370.1348 229.98906",
        "resnext50_32x4d, 32, -0.14883041 -23.914997 -45.560349 -62.529995 -72.826805",
        "densenet121, 32, 56.768513 52.748989 47.8423 41.972801 34.861877",
        "squeezenet1_1, 32, 0 4.0131931 0 5.5660172 0",
        "googlenet, 32, 47.380302 36.971481 25.876625 14.574242 3.1371584",
    })
    void answersAreTorchvisions(String label, int side, String expected) {
        assertAnswers(label, side, expected, 1e-4);
    }

    /** As {@link #answersAreTorchvisions}, of fastai's blocks written anew in PyTorch. */
    @Test
    void answersWithSqueezeAndExcitationAreFastais() {
        assertAnswers("xse_resnet18", 32, "-18.160597 16.687565 -15.343464 12.497126 -10.855342", 1e-4);
    }

    /** In double precision, as in single precision PyTorch itself is off by more than a ten-thousandth. */
    @Test
    void answersOfTheFirstSqueezeNetAreTorchvisionsAsFarAsRoundingAllows() {
        assertAnswers("squeezenet1_0", 40, "1.2386088 20.636958 0.67608586 7.7853108 10.906495", 1e-3);
    }

    /** As {@link #answersAreTorchvisions}; these have many parameters. */
    /** fastai's xse_resnet50 squeezes without reduction. */
    @Tag("slow")
    @Test
    void theNumberOfParametersOfTheLargestIsTheReferences() {
        assertCounts("xse_resnet50", 1000, 126_777_336, 0);
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({
        "alexnet, 64, 246.01578 160.95638 13.059105 -139.77936 -237.88898",
        "vgg11, 32, 263.31216 168.74457 8.2705917 -155.23067 -257.89209",
        "vgg11_bn, 32, 269.88638 172.0164 6.9503937 -160.61575 -265.21234",
    })
    void answersOfLargeNetsAreTorchvisions(String label, int side, String expected) {
        assertAnswers(label, side, expected, 1e-4);
    }

    private static void assertAnswers(String label, int side, String expected, double tolerance) {
        Shape picture = Shape.of(3, side, side);
        try (Scope scope = Scope.open();
                UnaryLayer network = Architectures.of(label).build(picture, 5)) {
            fill(network);
            network.eval();
            Tensor input = wave(0, picture.elements()).cos().to(DType.FLOAT32).reshape(1, 3, side, side);
            double[] answers = Autograd.off(() -> network.apply(input)).toDoubles();
            double[] wanted = Arrays.stream(expected.split(" "))
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            double size = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
            assertThat(answers).containsExactly(wanted, offset(tolerance * size));
        }
    }

    /** start, start + 1, …. */
    private static Tensor wave(long start, long count) {
        return Tensor.arange(count).to(DType.FLOAT64).add((double) start);
    }

    private static void fill(UnaryLayer network) {
        long next = 1;
        for (Parameter parameter : network.parameters().values()) {
            long elements = parameter.shape().elements();
            long[] sizes = parameter.shape().toArray();
            try (Scope scope = Scope.open()) {
                if (elements <= CHUNK) {
                    parameter.assign(wave(next, elements).sin().mul(0.5).reshape(sizes));
                } else {
                    fillInParts(parameter.value().detach().flatten(0, -1), next);
                }
            }
            next += elements;
        }
    }

    private static void fillInParts(Tensor values, long start) {
        for (long done = 0; done < values.elements(); done += CHUNK) {
            long length = Math.min(CHUNK, values.elements() - done);
            try (Scope scope = Scope.open()) {
                values.narrow(0, done, length)
                        .copyFrom(wave(start + done, length).sin().mul(0.5));
            }
        }
    }

    @Test
    void namesAreTorchvisionsTimmsAndFastais() {
        Map<String, String> names = Map.of(
                "alexnet", "features.10.weight classifier.6.bias",
                "vgg16_bn", "features.41.running_var classifier.3.weight",
                "googlenet_aux",
                        "inception3a.branch2.1.bn.bias inception5b.branch4.1.conv.weight aux2.conv.conv.weight aux1.fc2.bias",
                "resnet50", "layer1.0.downsample.1.running_mean layer4.2.conv3.weight fc.bias",
                "seresnet50", "layer1.0.se.fc1.weight layer1.0.se.fc2.bias",
                "resnetv2_50",
                        "stem.conv.weight stages.0.blocks.0.downsample.conv.weight stages.3.blocks.2.norm3.bias head.fc.weight",
                "resnet20", "layer3.2.bn2.num_batches_tracked linear.weight",
                "xresnet50", "0.0.weight 4.0.convpath.2.1.weight 5.0.idpath.1.0.weight 11.weight",
                "densenet121",
                        "features.denseblock4.denselayer16.norm2.weight features.transition3.conv.weight features.norm5.bias",
                "squeezenet1_1", "features.12.expand3x3.bias classifier.1.weight");
        names.forEach((label, expected) -> {
            Architecture architecture = Architectures.of(label);
            try (Scope scope = Scope.open();
                    UnaryLayer network = architecture.build(Shape.of(3, 64, 64), 10)) {
                Cost.zero(network);
                assertThat(network.state()).as(label).containsKeys(expected.split(" "));
            }
        });
    }

    /** Thousands of millions are those of the reference implementations for 224 pixels, convolutions and linear layers; {@link CostTest} measures them. */
    @ParameterizedTest
    @CsvSource({
        "alexnet, 0.714",
        "vgg16, 15.470",
        "squeezenet1_1, 0.349",
        "googlenet, 1.498",
        "resnet18, 1.814",
        "resnet34, 3.664",
        "resnet50, 4.089",
        "resnext50_32x4d, 4.230",
        "densenet121, 2.834"
    })
    void multiplyAddsAreTheReferences(String label, String expected) {
        assertThat(billions(label)).isEqualTo(expected);
    }

    private static String billions(String label) {
        return String.format(
                Locale.ROOT, "%.3f", Cost.of(Architectures.of(label)).multiplyAdds() / 1e9);
    }

    @Test
    void picturesThatAreTooSmallAreRefusedWithTheSizeThatIsNeeded() {
        assertThatThrownBy(() -> Architectures.of("alexnet").build(Shape.of(3, 32, 32), 2))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("63 pixels");
        assertThatThrownBy(() -> CifarResNets.basic(3, 10, 21, CifarBlock.Shortcut.PADDED))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("6·n + 2");
    }

    @Test
    void googLeNetAnswersInTheMiddleOnlyWhileItLearns() {
        Shape picture = Shape.of(3, 32, 32);
        try (Scope scope = Scope.open();
                UnaryLayer network = Architectures.of("googlenet_aux").build(picture, 4)) {
            List<Shape> seen = new ArrayList<>();
            network.walk((path, layer) -> {
                if (layer instanceof AuxiliaryHead head) {
                    head.answer().observe((answer, input, output) -> seen.add(output.shape()));
                }
            });
            Tensor input = Tensor.ones(picture.prepend(2));
            network.evaluating(() -> network.apply(input));
            assertThat(seen).isEmpty();
            network.apply(input);
            assertThat(seen).containsExactly(Shape.of(2, 4), Shape.of(2, 4));
        }
    }
}
