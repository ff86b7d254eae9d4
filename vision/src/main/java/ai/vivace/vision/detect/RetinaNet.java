package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import ai.vivace.nn.Container;
import ai.vivace.nn.Layer;
import ai.vivace.nn.Settings;
import ai.vivace.nn.UnaryLayer;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import ai.vivace.vision.model.FeatureMaps;
import ai.vivace.vision.model.FeaturePyramid;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * RetinaNet (Lin 2017) over any body, for weights that others have trained: pictures [N, channels, height, width] to [N, anchors,
 * classes + 4]. To train a detector of one's own take {@link Detector}, which needs no anchors.
 *
 * <p>State: torchvision's, {@code backbone.body.…}, {@code backbone.fpn.…}, {@code head.…}.
 */
public final class RetinaNet extends UnaryLayer implements Container {
    private static final String BACKBONE = "backbone";
    private static final String HEAD = "head";
    private static final int MAPS = 3;
    private static final int FIRST_STRIDE = 8;

    /** torchvision's: scores above 0.05, overlaps up to a half, 300 of each picture. */
    private static final Decoding DECODING = new Decoding(0.05, 1000, 0.5, 300);

    private final PyramidBackbone backbone;
    private final RetinaHead head;

    /**
     * A network with torchvision's pyramid of 256 channels and two further maps.
     *
     * @param body whose last three maps have the strides 8, 16 and 32; it becomes part of this network
     * @param picture the shape of one picture: [channels, height, width]; others can be used later
     */
    public static RetinaNet of(UnaryLayer body, Shape picture, int classes) {
        long[] inputs = FeatureMaps.of(body, picture).last(MAPS).levels().stream()
                .mapToLong(FeatureMaps.Level::channels)
                .toArray();
        FeaturePyramid pyramid = FeaturePyramid.of(inputs, 256, FeaturePyramid.Extra.P6_P7);
        return new RetinaNet(
                new PyramidBackbone(body, pyramid, picture, MAPS), RetinaHead.of(pyramid.outputs(), classes));
    }

    static RetinaNet build(Settings settings, Map<String, Layer> children) {
        if (children.get(BACKBONE) instanceof PyramidBackbone backbone
                && children.get(HEAD) instanceof RetinaHead head
                && children.size() == 2) {
            return new RetinaNet(backbone, head);
        }
        throw new InputException(settings.layer() + " has a backbone and a head, but came " + children.keySet() + ".");
    }

    private RetinaNet(PyramidBackbone backbone, RetinaHead head) {
        this.backbone = child(BACKBONE, backbone);
        this.head = child(HEAD, head);
    }

    /**
     * The places of the anchors in pictures of one size, for {@link Anchors#of}.
     *
     * @param picture [channels, height, width]
     */
    public Grid grid(Shape picture) {
        int height = Math.toIntExact(picture.size(1));
        int width = Math.toIntExact(picture.size(2));
        List<Grid.Level> levels = new ArrayList<>();
        for (int stride = FIRST_STRIDE; levels.size() < MAPS + 2; stride *= 2) {
            levels.add(new Grid.Level(stride, (height + stride - 1) / stride, (width + stride - 1) / stride));
        }
        return new Grid(height, width, levels);
    }

    /**
     * What is found in each picture, from the surest on, as torchvision decides it.
     *
     * @param output of this network for pictures of the grid's size
     */
    public List<List<Detection>> detections(Tensor output, Grid grid) {
        List<Box> anchors = Anchors.of(grid);
        List<Grid.Place> places = grid.places();
        int classes = head.classes();
        int numbers = classes + Outputs.EDGES;
        InputException.require(
                output.rank() == 3 && output.size(1) == anchors.size() && output.size(2) == numbers,
                () -> "Of pictures of this size come [N, " + anchors.size() + ", " + numbers + "], not "
                        + output.shape() + ". Are the pictures of the size that the grid is for?");
        float[] values = output.toFloats();
        List<List<Detection>> pictures = new ArrayList<>();
        for (int picture = 0; picture < output.size(0); picture++) {
            List<List<Detection>> maps = new ArrayList<>();
            grid.maps().forEach(map -> maps.add(new ArrayList<>()));
            for (int i = 0; i < anchors.size(); i++) {
                int at = (picture * anchors.size() + i) * numbers;
                Box box = Anchors.moved(
                                anchors.get(i),
                                values[at + classes],
                                values[at + classes + 1],
                                values[at + classes + 2],
                                values[at + classes + 3])
                        .clipped(grid.height(), grid.width());
                List<Detection> map = maps.get(places.get(i / Anchors.EACH).map());
                for (int number = 0; number < classes; number++) {
                    double sure = Decoding.sigmoid(values[at + number]);
                    if (sure > DECODING.score()) {
                        map.add(new Detection(number, sure, box));
                    }
                }
            }
            pictures.add(DECODING.chosen(maps));
        }
        return pictures;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return head.apply(backbone.apply(input));
    }
}
