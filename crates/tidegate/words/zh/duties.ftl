# 何种材料可证明义务已履行，以及无法计算的期限。

duty-uncounted = 到期时间无法计算，因为{ $why }；请视为已到期
weight-in-time = { $at }已提交，未逾期
weight-already = { $at }已提交，早于时钟起算：条文对已提供的内容另有规定
weight-perhaps-late = { $at }已提交，是否逾期无法判断
weight-late = { $at }已提交，已逾期
weight-before-start = { $at }已提交，早于时钟起算，因此不算履行本项义务；如果涉及同一事项，则起算时间早于记录
weight-product-not-said = { $at }已提交，但没有说明涉及哪个产品；说明后方可计入
