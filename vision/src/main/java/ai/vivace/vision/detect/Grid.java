package ai.vivace.vision.detect;

import ai.vivace.base.InputException;
import java.util.ArrayList;
import java.util.List;

/**
 * The places at which a detector looks for things in pictures of one size: the points of maps in several sizes, one map after the
 * other from the largest, each row by row.
 *
 * <p>The point in row r and column c of a map of stride s stands for the pixel (c · s, r · s), where the middle of what it sees is; so
 * has torchvision, while FCOS's paper adds half a stride.
 *
 * @param height of the pictures, in pixels
 * @param width likewise
 * @param maps their strides and sizes, from the largest to the smallest
 */
public record Grid(int height, int width, List<Level> maps) {
    /**
     * One map.
     *
     * @param stride pixels of the picture from point to point
     * @param rows of the map
     * @param columns likewise
     */
    public record Level(int stride, int rows, int columns) {}

    /**
     * A place.
     *
     * @param x in pixels
     * @param y in pixels
     * @param stride of its map
     * @param map the number of its map, from 0
     */
    public record Place(double x, double y, int stride, int map) {}

    public Grid {
        maps = List.copyOf(maps);
        int givenHeight = height;
        int givenWidth = width;
        List<Level> given = maps;
        InputException.require(
                height > 0 && width > 0 && !maps.isEmpty(),
                () -> "A grid needs a picture of at least a pixel and a map, but came " + givenHeight + " x "
                        + givenWidth + " and " + given + ".");
    }

    /** All places in order. */
    public List<Place> places() {
        List<Place> places = new ArrayList<>();
        for (int map = 0; map < maps.size(); map++) {
            Level level = maps.get(map);
            for (int row = 0; row < level.rows(); row++) {
                for (int column = 0; column < level.columns(); column++) {
                    places.add(new Place(
                            (double) column * level.stride(), (double) row * level.stride(), level.stride(), map));
                }
            }
        }
        return places;
    }
}
