package ai.vivace.vision.detect;

import ai.vivace.loss.BinaryFocal;
import ai.vivace.loss.BoxOverlap;
import ai.vivace.loss.Loss;
import ai.vivace.tensor.Functional;
import ai.vivace.tensor.Shape;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * FCOS's loss (Tian 2019) as in torchvision: focal loss (α 0.25, γ 2) of all places' classes, 1 - GIoU of the boxes and cross-entropy
 * of the centre-ness at places that are to find something; each is summed and divided by the number of those places, at least 1.
 * Pictures without boxes have a loss too: that of their classes.
 *
 * <p>Outputs are a {@link Detector}'s, [N, places, classes + 5]; targets are [N, most, 5] of (class, left, top, right, bottom), where
 * rows of class -1 are no boxes.
 */
public final class DetectionLoss implements Loss {
    private final Grid grid;
    private final List<Grid.Place> places;
    private final int classes;
    private final Assignment assignment;
    private final BinaryFocal focal = BinaryFocal.standard();

    private DetectionLoss(Grid grid, int classes, Assignment assignment) {
        this.grid = grid;
        this.places = grid.places();
        this.classes = classes;
        this.assignment = assignment;
    }

    /** The loss of a detector for pictures of one size, with FCOS's assignment. */
    public static DetectionLoss of(Grid grid, int classes) {
        return new DetectionLoss(grid, classes, Assignment.standard());
    }

    /** The same with another rule which place is to find which thing. */
    public DetectionLoss assignment(Assignment rule) {
        return new DetectionLoss(grid, classes, rule);
    }

    /** What a batch's places are to find. */
    private record Goals(Tensor classes, int[] rows, Tensor boxes, Tensor origins, Tensor centreness) {}

    @Override
    public Tensor mean(Tensor output, Tensor target) {
        return loss(output, target);
    }

    @Override
    public Tensor each(Tensor output, Tensor target) {
        List<Tensor> losses = new ArrayList<>();
        for (long i = 0; i < output.size(0); i++) {
            losses.add(loss(output.narrow(0, i, 1), target.narrow(0, i, 1)));
        }
        return Tensor.stack(losses, 0);
    }

    private Tensor loss(Tensor output, Tensor target) {
        Outputs.check(output, places.size(), classes);
        Goals goals = goals(output, TrueBox.of(target, classes));
        Tensor rows = output.reshape(-1, classes + Outputs.FIELDS);
        Tensor loss =
                focal.elements(rows.narrow(1, 0, classes), goals.classes()).sum();
        if (goals.rows().length > 0) {
            Tensor found =
                    rows.indexSelect(0, Tensor.ofLongs(longs(goals.rows())).to(output.device()));
            Tensor boxes =
                    goals.origins().add(found.narrow(1, classes, Outputs.EDGES).mul(signs(output)));
            Tensor overlap = BoxOverlap.GENERALIZED.each(boxes, goals.boxes()).sum();
            Tensor centre = Functional.binaryCrossEntropyWithLogits(
                            found.select(1, classes + Outputs.EDGES), goals.centreness(), null, null)
                    .sum();
            loss = loss.add(overlap).add(centre);
        }
        return loss.div(Math.max(1, goals.rows().length));
    }

    /** Left and top edges are before a place, right and bottom ones behind it. */
    private static Tensor signs(Tensor like) {
        return Tensor.of(-1, -1, 1, 1).to(like.dtype()).to(like.device());
    }

    private Goals goals(Tensor output, List<List<TrueBox>> pictures) {
        float[] wanted = new float[pictures.size() * places.size() * classes];
        List<Integer> rows = new ArrayList<>();
        List<Float> boxes = new ArrayList<>();
        List<Float> origins = new ArrayList<>();
        List<Float> centreness = new ArrayList<>();
        for (int picture = 0; picture < pictures.size(); picture++) {
            int[] assigned = assignment.of(places, pictures.get(picture));
            for (int i = 0; i < assigned.length; i++) {
                if (assigned[i] != Assignment.NOTHING) {
                    TrueBox thing = pictures.get(picture).get(assigned[i]);
                    int row = picture * places.size() + i;
                    wanted[row * classes + thing.category()] = 1;
                    rows.add(row);
                    Grid.Place place = places.get(i);
                    Box box = thing.box();
                    boxes.addAll(floats(box.left(), box.top(), box.right(), box.bottom()));
                    origins.addAll(floats(place.x(), place.y(), place.x(), place.y()));
                    centreness.add((float) BoxCoder.centreness(BoxCoder.encode(place, box)));
                }
            }
        }
        return new Goals(
                like(output, wanted, (long) pictures.size() * places.size(), classes),
                rows.stream().mapToInt(Integer::intValue).toArray(),
                like(output, array(boxes), rows.size(), Outputs.EDGES),
                like(output, array(origins), rows.size(), Outputs.EDGES),
                like(output, array(centreness), rows.size()));
    }

    private static List<Float> floats(double... values) {
        return Arrays.stream(values).mapToObj(value -> (float) value).toList();
    }

    private static float[] array(List<Float> values) {
        float[] array = new float[values.size()];
        for (int i = 0; i < array.length; i++) {
            array[i] = values.get(i);
        }
        return array;
    }

    private static Tensor like(Tensor output, float[] values, long... sizes) {
        return Tensor.of(values, Shape.of(sizes)).to(output.dtype()).to(output.device());
    }

    private static long[] longs(int... values) {
        return Arrays.stream(values).asLongStream().toArray();
    }
}
