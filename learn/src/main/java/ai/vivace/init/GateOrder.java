package ai.vivace.init;

/** In which order the four gates of an LSTM lie in its packed weights and biases. */
public enum GateOrder {
    /** Input, forget, cell, output: PyTorch and Keras. */
    INPUT_FORGET_CELL_OUTPUT(1),
    /** Input, cell, forget, output: TensorFlow's old {@code BasicLSTMCell}. */
    INPUT_CELL_FORGET_OUTPUT(2);

    private final int forget;

    GateOrder(int forget) {
        this.forget = forget;
    }

    /** The place of the input gate. */
    int input() {
        return 0;
    }

    /** The place of the forget gate. */
    int forget() {
        return forget;
    }
}
