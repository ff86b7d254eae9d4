package ai.vivace.nn;

import ai.vivace.base.InputException;
import ai.vivace.tensor.Recurrence.Cell;
import java.util.Locale;
import java.util.Map;

/**
 * What a {@link RecurrentLayer} is.
 *
 * @param cell what happens in one step
 * @param inputs features of a step
 * @param hidden features of the state
 * @param layers one upon the other; 1 by default
 * @param direction in which sequences are read; forward by default
 * @param dropout the probability of a feature between two layers to be dropped in training; 0 to 1, by default 0
 * @param projection features that an LSTM's output is brought to before the next step sees it (Sak 2014); 0, the default, for none
 */
public record RecurrentSettings(
        Cell cell, long inputs, long hidden, int layers, Direction direction, double dropout, long projection) {
    private static final int MOST_LAYERS = 1_000;
    private static final long WIDEST = 1L << 24;

    /** In which direction sequences are read. */
    public enum Direction {
        FORWARD,
        /** Forward, and by a second half of each layer backward; outputs stand side by side. */
        BOTH
    }

    public RecurrentSettings {
        long givenInputs = inputs;
        long givenHidden = hidden;
        int givenLayers = layers;
        long givenProjection = projection;
        InputException.require(
                inputs > 0 && hidden > 0 && inputs <= WIDEST && hidden <= WIDEST && layers > 0 && layers <= MOST_LAYERS,
                () -> "A recurrent layer needs inputs and a hidden width of 1 to " + WIDEST + " and 1 to " + MOST_LAYERS
                        + " layers, but came " + givenInputs + ", " + givenHidden + " and " + givenLayers + ".");
        InputException.require(
                projection == 0 || (cell == Cell.LSTM && projection > 0 && projection < hidden),
                () -> "Only an LSTM has a projection, which is narrower than its hidden width of " + givenHidden
                        + ", but came " + givenProjection + ". Give 0 for none.");
        DropoutLayer.checked(dropout);
    }

    private static RecurrentSettings of(Cell cell, long inputs, long hidden) {
        return new RecurrentSettings(cell, inputs, hidden, 1, Direction.FORWARD, 0, 0);
    }

    /** One plain layer with tanh. */
    public static RecurrentSettings rnn(long inputs, long hidden) {
        return of(Cell.RNN_TANH, inputs, hidden);
    }

    /** One plain layer with ReLU. */
    public static RecurrentSettings reluRnn(long inputs, long hidden) {
        return of(Cell.RNN_RELU, inputs, hidden);
    }

    /** One layer of long short-term memory. */
    public static RecurrentSettings lstm(long inputs, long hidden) {
        return of(Cell.LSTM, inputs, hidden);
    }

    /** One layer of gated recurrent units. */
    public static RecurrentSettings gru(long inputs, long hidden) {
        return of(Cell.GRU, inputs, hidden);
    }

    /** The same with several layers. */
    public RecurrentSettings layers(int layers) {
        return new RecurrentSettings(cell, inputs, hidden, layers, direction, dropout, projection);
    }

    /** The same, read in both directions. */
    public RecurrentSettings bidirectional() {
        return new RecurrentSettings(cell, inputs, hidden, layers, Direction.BOTH, dropout, projection);
    }

    /** The same with dropout between layers. */
    public RecurrentSettings dropout(double dropout) {
        return new RecurrentSettings(cell, inputs, hidden, layers, direction, dropout, projection);
    }

    /** The same with a projection. */
    public RecurrentSettings projection(long projection) {
        return new RecurrentSettings(cell, inputs, hidden, layers, direction, dropout, projection);
    }

    /** How many gates the cell has, which is by how much its packed weights are higher than the hidden width. */
    public int gates() {
        return switch (cell) {
            case RNN_TANH, RNN_RELU -> 1;
            case GRU -> 3;
            case LSTM -> 4;
        };
    }

    /** How many directions there are: 1 or 2. */
    public int directions() {
        return direction == Direction.BOTH ? 2 : 1;
    }

    /** Features that one direction gives for a step. */
    public long outputs() {
        return projection > 0 ? projection : hidden;
    }

    static RecurrentSettings of(Settings settings) {
        return new RecurrentSettings(
                settings.choice("cell", Cell.class),
                settings.integer("inputs"),
                settings.integer("hidden"),
                (int) Math.min(settings.integer("layers"), Integer.MAX_VALUE),
                settings.choice("direction", Direction.class),
                settings.number("dropout"),
                settings.integer("projection"));
    }

    Map<String, Object> toMap() {
        return Settings.ordered(
                Map.entry("cell", cell.name().toLowerCase(Locale.ROOT)),
                Map.entry("inputs", inputs),
                Map.entry("hidden", hidden),
                Map.entry("layers", layers),
                Map.entry("direction", direction.name().toLowerCase(Locale.ROOT)),
                Map.entry("dropout", dropout),
                Map.entry("projection", projection));
    }
}
