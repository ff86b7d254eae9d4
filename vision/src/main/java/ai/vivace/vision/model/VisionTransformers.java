package ai.vivace.vision.model;

import java.util.List;

/** The vision transformers of the registry. They are for pictures of one size and have no body to cut: a new head takes the old one's place. */
final class VisionTransformers {
    private VisionTransformers() {}

    static List<Architecture> architectures() {
        return List.of(
                transformer("vit_b_16", "ViT-B/16, 86.6 million parameters", new TransformerSize(16, 768, 12, 12)),
                transformer("vit_b_32", "ViT-B/32, 88.2 million parameters", new TransformerSize(32, 768, 12, 12)),
                transformer("vit_l_16", "ViT-L/16, 304.3 million parameters", new TransformerSize(16, 1024, 24, 16)),
                deit("deit_tiny", "DeiT-Ti, 5.7 million parameters", new TransformerSize(16, 192, 12, 3)),
                deit("deit_small", "DeiT-S, 22.1 million parameters", new TransformerSize(16, 384, 12, 6)),
                deit("deit_base", "DeiT-B, 86.6 million parameters", new TransformerSize(16, 768, 12, 12)),
                Architecture.of(
                        "deit_tiny_distilled",
                        "DeiT",
                        "DeiT-Ti with a teacher's token, 5.9 million parameters",
                        (picture, outputs) -> DataEfficientTransformer.distilled(
                                picture, outputs, new TransformerSize(16, 192, 12, 3))));
    }

    private static Architecture transformer(String label, String description, TransformerSize size) {
        return Architecture.of(
                label, "ViT", description, (picture, outputs) -> VisionTransformer.of(picture, outputs, size));
    }

    private static Architecture deit(String label, String description, TransformerSize size) {
        return Architecture.of(
                label, "DeiT", description, (picture, outputs) -> DataEfficientTransformer.of(picture, outputs, size));
    }
}
