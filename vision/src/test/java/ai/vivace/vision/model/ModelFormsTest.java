package ai.vivace.vision.model;

import static org.assertj.core.api.Assertions.assertThat;

import ai.vivace.nn.LayerCatalog;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.store.ExportedModel;
import ai.vivace.store.onnx.OnnxCatalog;
import ai.vivace.tensor.Nonlinearity;
import ai.vivace.tensor.Shape;
import ai.vivace.vision.OnnxAgreement;
import ai.vivace.vision.generate.Unflatten;
import ai.vivace.vision.generate.VariationalAutoencoder;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each layer of networks for pictures alone, exported and run by ONNX Runtime, gives what it gives itself. */
class ModelFormsTest {
    private static final Shape PICTURE = Shape.of(8, 10, 9);
    private static final Shape TOKENS = Shape.of(5, 8);

    /** What takes numbers of words, has a state between steps, answers with boxes or sees several pictures, or is only inside of others. */
    private static final Set<String> WITHOUT_FORM = Set.of(
            "AdaptiveSoftmax",
            "Detector",
            "Embedding",
            "EmbeddingDropout",
            "FcosHead",
            "FeaturePyramid",
            "PyramidBackbone",
            "RecurrentLayer",
            "RetinaHead",
            "RetinaNet",
            "Siamese",
            "UnetBlock",
            "Zoneout");

    @TempDir
    Path folder;

    private record Case(UnaryLayer layer, Shape item) {
        @Override
        public String toString() {
            return layer + " of " + item;
        }
    }

    private static Case of(UnaryLayer layer, Shape item) {
        return new Case(layer, item);
    }

    @Test
    void everyLayerOfTheCataloguesHasAFormOrIsKnownToHaveNone() {
        Set<String> types = new TreeSet<>();
        ServiceLoader.load(LayerCatalog.class)
                .forEach(catalog -> types.addAll(catalog.factories().keySet()));
        Set<String> forms = new TreeSet<>();
        ServiceLoader.load(OnnxCatalog.class)
                .forEach(catalog -> catalog.forms().keySet().forEach(type -> forms.add(type.getSimpleName())));

        types.removeAll(forms);
        assertThat(types).containsExactlyInAnyOrderElementsOf(WITHOUT_FORM);
    }

    @ParameterizedTest
    @MethodSource({"residual", "beside", "modern", "transformers", "generated"})
    void agreesWithOnnxRuntime(Case one) {
        OnnxAgreement.stir(one.layer());
        try (ExportedModel model = OnnxAgreement.of(one.layer(), one.item())) {
            OnnxAgreement.assertAgrees(model, folder);
        }
    }

    static Stream<Case> residual() {
        Bottleneck.Plan plan = Bottleneck.Plan.of(8, 4, 16, 2);
        return Stream.of(
                of(BasicBlock.of(8, 8, 1), PICTURE),
                of(BasicBlock.of(8, 12, 2), PICTURE),
                of(BasicBlock.of(8, 12, 2).folded(), PICTURE),
                of(Bottleneck.of(plan), PICTURE),
                of(Bottleneck.of(Bottleneck.Plan.of(8, 4, 8, 1).groups(2)), PICTURE),
                of(Bottleneck.of(plan.place(Bottleneck.Stride.FIRST).reduction(4)), PICTURE),
                of(CifarBlock.of(8, 8, 1, CifarBlock.Shortcut.PADDED), PICTURE),
                of(CifarBlock.of(8, 12, 2, CifarBlock.Shortcut.PADDED), PICTURE),
                of(CifarBlock.of(8, 12, 2, CifarBlock.Shortcut.PROJECTED), PICTURE),
                of(CifarBlock.of(8, 8, 2, CifarBlock.Shortcut.PADDED), PICTURE),
                of(CifarBlock.of(8, 12, 2, CifarBlock.Shortcut.NONE), PICTURE),
                of(PreActivationBlock.basic(8, 8, 1, 0.3), PICTURE),
                of(PreActivationBlock.basic(8, 12, 2, 0), PICTURE),
                of(PreActivationBlock.bottleneck(8, 16, 2), PICTURE),
                of(XResidualBlock.of(XResidualBlock.Plan.basic(8, 12, 2, Nonlinearity.MISH)), PICTURE),
                of(XResidualBlock.of(XResidualBlock.Plan.bottleneck(8, 8, 1, Nonlinearity.RELU)), PICTURE),
                of(
                        XResidualBlock.of(XResidualBlock.Plan.wideBottleneck(8, 16, 2, Nonlinearity.RELU)
                                .reduction(2)
                                .attending()),
                        PICTURE));
    }

    static Stream<Case> beside() {
        return Stream.of(
                of(AuxiliaryHead.of(8, 3), PICTURE),
                of(ConcatPool2d.of(), PICTURE),
                of(DenseLayer.of(8, 4), PICTURE),
                of(Fire.of(8, 3, 5), PICTURE),
                of(Inception.of(8, 3, 2, 4, 2, 3, 5), PICTURE),
                of(Head.standard().hidden(6).build(8, 3), PICTURE));
    }

    static Stream<Case> modern() {
        return Stream.of(
                of(ChannelLayerNorm.of(8, 1e-6), PICTURE),
                of(ConvNextBlock.of(8, 1e-6, 0.2), PICTURE),
                of(Permute.of(0, 3, 1, 2), PICTURE),
                of(SamePadding.of(3, 2), PICTURE),
                of(SamePadding.of(5, 1), PICTURE),
                of(SqueezeExcitation.of(8, 2), PICTURE),
                of(SqueezeExcitation.of(8, 2, Nonlinearity.SILU, Nonlinearity.HARDSIGMOID), PICTURE),
                of(
                        InvertedResidual.of("block", ConvNorm.STANDARD.depthwise(8, 5, 1, Nonlinearity.HARDSWISH), 0.1),
                        PICTURE),
                of(new ConvNext(List.of(8, 16), List.of(1, 2), 0.1).build(3, 5), Shape.of(3, 24, 17)));
    }

    static Stream<Case> transformers() {
        TransformerSize size = new TransformerSize(8, 12, 2, 3);
        Shape picture = Shape.of(3, 16, 24);
        return Stream.concat(
                Stream.of(TransformerNames.values())
                        .flatMap(names -> Stream.of(
                                of(SelfAttention.of(8, 2, names), TOKENS),
                                of(TransformerBlock.of(8, 2, 12, 0.1, names), TOKENS))),
                Stream.of(
                        of(VisionTransformer.of(picture, 5, size), picture),
                        of(DataEfficientTransformer.of(picture, 5, size), picture),
                        of(DataEfficientTransformer.distilled(picture, 5, size), picture)));
    }

    static Stream<Case> generated() {
        return Stream.of(
                of(Unflatten.of(2, 3, 2), Shape.of(12)),
                of(VariationalAutoencoder.of(Shape.of(1, 6, 5), 8, 3), Shape.of(1, 6, 5)));
    }
}
