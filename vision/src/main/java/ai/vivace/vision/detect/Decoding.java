package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What of a detector's outputs counts as found, as in torchvision's FCOS. A score is √(probability of the class · centre-ness).
 *
 * @param score what must be exceeded, 0 to 1; 0.2 in FCOS, 0.05 to measure with
 * @param candidates the surest of each map that are looked at; at least 1, 1000 is usual
 * @param overlap by how much things of a class may overlap, as intersection over union; 0.6 in FCOS
 * @param most the surest of each picture that are kept; at least 1, 100 is usual
 */
public record Decoding(double score, int candidates, double overlap, int most) {
    public Decoding {
        double givenScore = score;
        double givenOverlap = overlap;
        int givenCandidates = candidates;
        int givenMost = most;
        InputException.require(
                score >= 0 && score <= 1 && overlap >= 0 && overlap <= 1,
                () -> "Scores and overlaps are from 0 to 1, but came " + givenScore + " and " + givenOverlap + ".");
        InputException.require(
                candidates >= 1 && most >= 1,
                () -> "At least one candidate and one detection must be kept, but came " + givenCandidates + " and "
                        + givenMost + ".");
    }

    /** To use a detector: scores above 0.2. */
    public static Decoding standard() {
        return new Decoding(0.2, 1000, 0.6, 100);
    }

    /** To measure a detector: scores above 0.05, so that precision is known for all of recall. */
    public static Decoding measuring() {
        return new Decoding(0.05, 1000, 0.6, 100);
    }

    /**
     * What is found in each picture, from the surest on; boxes are cut off at the picture's border.
     *
     * @param output of a {@link Detector} for pictures of the grid's size
     */
    public List<List<Detection>> of(Tensor output, Grid grid) {
        List<Grid.Place> places = grid.places();
        int classes = Math.toIntExact(output.size(2)) - Outputs.FIELDS;
        Outputs.check(output, places.size(), classes);
        float[] values = output.toFloats();
        List<List<Detection>> pictures = new ArrayList<>();
        int stride = places.size() * (classes + Outputs.FIELDS);
        for (int picture = 0; picture < output.size(0); picture++) {
            pictures.add(found(values, picture * stride, classes, places, grid));
        }
        return pictures;
    }

    private List<Detection> found(float[] values, int start, int classes, List<Grid.Place> places, Grid grid) {
        List<List<Detection>> maps = new ArrayList<>();
        grid.maps().forEach(map -> maps.add(new ArrayList<>()));
        for (int i = 0; i < places.size(); i++) {
            int at = start + i * (classes + Outputs.FIELDS);
            double central = sigmoid(values[at + classes + Outputs.EDGES]);
            for (int number = 0; number < classes; number++) {
                double sure = Math.sqrt(sigmoid(values[at + number]) * central);
                if (sure > score) {
                    Grid.Place place = places.get(i);
                    Box box = BoxCoder.decode(
                            place,
                            values[at + classes],
                            values[at + classes + 1],
                            values[at + classes + 2],
                            values[at + classes + 3]);
                    maps.get(place.map()).add(new Detection(number, sure, box.clipped(grid.height(), grid.width())));
                }
            }
        }
        List<Detection> chosen = new ArrayList<>();
        for (List<Detection> map : maps) {
            map.sort(Comparator.comparingDouble(Detection::score).reversed());
            chosen.addAll(map.subList(0, Math.min(candidates, map.size())));
        }
        List<Detection> kept = Suppression.apply(chosen, overlap);
        return List.copyOf(kept.subList(0, Math.min(most, kept.size())));
    }

    private static double sigmoid(double logit) {
        return 1 / (1 + Math.exp(-logit));
    }
}
