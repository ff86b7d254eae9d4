package ai.vivace.vision.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.vivace.base.Rng;
import ai.vivace.tensor.Autograd;
import ai.vivace.tensor.Scope;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.Architectures;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetinaNetTest {
    private static final Shape PICTURE = Shape.of(3, 64, 64);
    private static final int COCO = 91;

    @Test
    void onResnet50BothDetectorsHaveTorchvisionsParametersAndNames() {
        try (RetinaNet net = RetinaNet.of(Architectures.of("resnet50").body(PICTURE), PICTURE, COCO)) {
            assertThat(net.parameterCount()).isEqualTo(34_068_119);
            assertThat(net.parameters())
                    .containsKeys(
                            "backbone.body.layer1.0.conv1.weight",
                            "backbone.fpn.inner_blocks.2.0.bias",
                            "backbone.fpn.extra_blocks.p7.weight",
                            "head.classification_head.conv.3.0.weight",
                            "head.classification_head.cls_logits.bias",
                            "head.regression_head.bbox_reg.weight");
        }
        try (Detector fcos = Detector.of(Architectures.of("resnet50").body(PICTURE), PICTURE, COCO)
                .build()) {
            assertThat(fcos.parameterCount()).isEqualTo(32_322_720);
            assertThat(fcos.parameters())
                    .containsKeys(
                            "backbone.body.layer4.2.bn3.bias",
                            "head.classification_head.conv.10.weight",
                            "head.regression_head.conv.9.bias",
                            "head.regression_head.bbox_ctrness.weight");
        }
    }

    @Test
    void anchorsAreTorchvisions() {
        List<Box> anchors = Anchors.of(new Grid(8, 16, List.of(new Grid.Level(8, 1, 2))));
        assertThat(anchors).hasSize(18);
        assertThat(anchors.get(0)).isEqualTo(new Box(-23, -11, 23, 11));
        assertThat(anchors.get(3)).isEqualTo(new Box(-16, -16, 16, 16));
        assertThat(anchors.get(6)).isEqualTo(new Box(-11, -23, 11, 23));
        assertThat(anchors.get(9)).isEqualTo(new Box(-15, -11, 31, 11));
    }

    @Test
    void movesBringAnAnchorToABox() {
        Rng rng = Rng.of(4);
        for (int i = 0; i < 100; i++) {
            Box anchor = box(rng);
            Box box = box(rng);
            Box moved = Anchors.moved(anchor, Anchors.moves(anchor, box));
            assertThat(moved.left()).isCloseTo(box.left(), within(1e-9));
            assertThat(moved.top()).isCloseTo(box.top(), within(1e-9));
            assertThat(moved.right()).isCloseTo(box.right(), within(1e-9));
            assertThat(moved.bottom()).isCloseTo(box.bottom(), within(1e-9));
        }
    }

    private static Box box(Rng rng) {
        int left = rng.nextInt(50);
        int top = rng.nextInt(50);
        return new Box(left, top, left + 5 + rng.nextInt(20), top + 5 + rng.nextInt(20));
    }

    @Test
    void whatItSaysIsDecodedByAnchor() {
        try (RetinaNet net = RetinaNet.of(Architectures.of("resnet18").body(PICTURE), PICTURE, 2);
                Scope scope = Scope.open()) {
            net.eval();
            Tensor output = Autograd.off(() -> net.apply(Tensor.zeros(PICTURE.prepend(1))));
            Grid grid = net.grid(PICTURE);
            assertThat(output.shape()).isEqualTo(Shape.of(1, Anchors.of(grid).size(), 6));
            // Untrained, nothing is likelier than 1 in 100 or so.
            assertThat(net.detections(output, grid).get(0)).isEmpty();
            int anchors = Anchors.of(grid).size();
            float[] said = new float[anchors * 6];
            Arrays.fill(said, -20);
            int chosen = 9 * (3 * 8 + 4) + 3;
            said[6 * chosen + 1] = 3;
            Arrays.fill(said, 6 * chosen + 2, 6 * chosen + 6, 0);
            List<Detection> found = net.detections(Tensor.of(said, Shape.of(1, anchors, 6)), grid)
                    .get(0);
            assertThat(found).hasSize(1);
            assertThat(found.get(0).category()).isEqualTo(1);
            assertThat(found.get(0).box()).isEqualTo(new Box(16, 8, 48, 40));
        }
    }
}
