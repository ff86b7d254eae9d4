package ai.vivace.optim;

/** The two ways in which weight decay pulls weights to 0. For plain SGD they are the same. */
public enum Decay implements Stepper {
    /** p ← p·(1 − rate·decay) before the step (Loshchilov and Hutter 2017): AdamW's, and fastai's default. */
    DECOUPLED {
        @Override
        public void step(Step step) {
            if (step.weightDecay() != 0) {
                step.parameters().mulInPlace(1 - step.hyper().learningRate() * step.weightDecay());
            }
        }
    },
    /** The gradient of decay/2·‖p‖² is added to the loss's: L2 regularisation. Adaptive optimizers then scale it like any. */
    L2 {
        @Override
        public void step(Step step) {
            if (step.weightDecay() != 0) {
                step.gradients(step.gradients().add(step.parameters(), step.weightDecay()));
            }
        }
    }
}
